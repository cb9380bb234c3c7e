import * as z from 'zod';
import { about, idOf, moment } from '../../shared/fields/about.ts';
import { LOCALES } from '../../shared/text.ts';
import { certificateStates } from './certificate-states.ts';
import { mailFate } from './mail-fate.ts';

const EXAMPLE = 'https://guichet.exemple.fr/verify/crt_…';

/** Where a certificate is as a badge. */
export const badgeUrls = z
  .object({
    credential: z.string().meta(about('Le badge signé (vc+jwt).', 'The signed badge (vc+jwt).', `${EXAMPLE}/badge`)),
    png: z
      .string()
      .meta(about('L’image PNG qui le porte.', 'The PNG picture that carries it.', `${EXAMPLE}/badge/badge.png`)),
    svg: z
      .string()
      .meta(about('L’image SVG qui le porte.', 'The SVG picture that carries it.', `${EXAMPLE}/badge/badge.svg`)),
  })
  .meta(about('Le même en Open Badge 3.0, une fois scellé.', 'The same as an Open Badge 3.0, once it is sealed.'));

/** A certificate as the API shows it. */
export const certificateView = z
  .object({
    id: idOf('crt'),
    status: certificateStates.schema,
    certificate: z.string().meta(about('Ce qu’il atteste.', 'What it attests.', 'Ramonage, niveau 1')),
    holder: z.string().meta(about('À qui il est délivré.', 'To whom it is issued.', 'Zoé Lefèvre')),
    email: z.string().meta(about('L’adresse du titulaire.', 'The address of the holder.', 'zoe.lefevre@exemple.fr')),
    values: z
      .record(z.string(), z.string())
      .meta(about('Ses valeurs, par variable.', 'Its values, by variable.', { prenom: 'Zoé', nom: 'Lefèvre' })),
    locale: z.enum(LOCALES).meta(about('Sa langue.', 'Its language.', 'fr')),
    folderId: idOf('fol', 'Son dossier.', 'Its folder.'),
    campaignId: idOf('cmp', 'Sa campagne.', 'Its campaign.').optional(),
    templateId: idOf('ctp', 'Son modèle.', 'Its template.'),
    templateVersion: z.int().meta(about('La version de ce modèle.', 'The version of that template.', 3)),
    issuedAt: moment('Quand il fut délivré.', 'When it was issued.'),
    expiresAt: moment('Jusqu’à quand il vaut.', 'Until when it is valid.').optional(),
    activatedAt: moment('Quand son titulaire l’a activé.', 'When its holder activated it.').optional(),
    revokedAt: moment('Quand il fut révoqué.', 'When it was revoked.').optional(),
    reason: z
      .string()
      .optional()
      .meta(about('Pourquoi il est révoqué.', 'Why it is revoked.', 'Nom mal écrit')),
    replacedBy: idOf('crt', 'Celui qui le remplace.', 'The one that takes its place.').optional(),
    replaces: idOf('crt', 'Celui qu’il remplace.', 'The one that it takes the place of.').optional(),
    mail: mailFate
      .optional()
      .meta(about('Ce qu’est devenu l’e-mail qui l’apporte.', 'What became of the email that brings it.')),
    badge: badgeUrls.optional(),
    verifyUrl: z.string().meta(about('Où n’importe qui le vérifie.', 'Where anybody verifies it.', EXAMPLE)),
  })
  .meta({ id: 'Certificate' });
