import * as z from 'zod';
import { about, exampleId } from '../../../shared/fields/about.ts';
import { line } from '../../../shared/fields/text-line.ts';
import { http } from '../../../shared/function/contract.ts';
import { LOCALES, say } from '../../../shared/text.ts';
import { htmlPart, savedTemplateView } from '../../mail-wording/email-template-view.ts';
import { audienceFilter } from '../audience-filter.ts';
import { ALSO, mailingView } from '../mailing-view.ts';

export default http({
  route: 'POST /v1/mailings',
  summary: say(
    'Prépare un envoi : à qui il partira, et pourquoi pas aux autres.',
    'Prepares a mailing: whom it will reach, and why not the others.',
  ),
  description: say(
    'L’audience se calcule en arrière-plan (`progress`), puis est figée : `recap` compte chaque adresse une fois. Rien ne part avant `POST …/send`. Par l’expéditeur commun (`platform`), seules les adresses qui ont consenti reçoivent l’envoi ; par le vôtre, aussi celles que dit `also`, jamais celles qui ont refusé. Balises : `{{firstName}}`, `{{lastName}}`, `{{company}}`, `{{email}}`, `{{unsubscribe}}` ; un lien de désabonnement est ajouté s’il manque. Les ouvertures ne sont pas mesurées ; les clics ne le sont que si vous le demandez (`countClicks`).',
    'The audience is found in the background (`progress`), then frozen: `recap` counts each address once. Nothing is sent before `POST …/send`. Through the shared sender (`platform`) only addresses that agreed are reached; through your own also those that `also` says, never those that refused. Tags: `{{firstName}}`, `{{lastName}}`, `{{company}}`, `{{email}}`, `{{unsubscribe}}`; a link to unsubscribe is added where there is none. Opens are not measured; clicks only if you ask for it (`countClicks`).',
  ),
  auth: 'user',
  rights: 'mailings:write',
  body: z.strictObject({
    name: line(120).meta(about('Son nom, pour vous.', 'Its name, for you.', 'Lettre de mars')),
    subject: line(200)
      .optional()
      .meta(
        about(
          'L’objet ; celui du modèle s’il n’est pas donné.',
          'The subject; that of the template unless given.',
          'Nos nouveautés de mars',
        ),
      ),
    html: htmlPart
      .min(1)
      .optional()
      .meta(about('Le contenu, ou `templateId`.', 'The content, or `templateId`.', '<p>Bonjour {{firstName}},</p>')),
    templateId: z
      .string()
      .max(40)
      .optional()
      .meta(about('Un de vos modèles, ou `html`.', 'A template of yours, or `html`.', exampleId('tpl'))),
    filter: audienceFilter,
    sender: z
      .string()
      .max(40)
      .meta(
        about(
          '`platform`, `campaign`, ou l’identifiant d’un de vos comptes SMTP.',
          '`platform`, `campaign`, or the id of one of your SMTP accounts.',
          'platform',
        ),
      ),
    also: z
      .array(z.enum(ALSO))
      .max(2)
      .default([])
      .meta(
        about(
          'À qui écrire aussi, sous votre responsabilité ; par votre propre expéditeur seulement.',
          'Whom to write to as well, as you answer for it; through a sender of your own only.',
          ['not-solicited'],
        ),
      ),
    ifUncertain: z
      .enum(['leave', 'resend'])
      .default('leave')
      .meta(
        about(
          'D’un e-mail dont nul ne sait s’il est parti : le laisser, ou le renvoyer au risque d’un double.',
          'Of an email of which nobody knows whether it left: leave it, or send it again and risk a second copy.',
          'leave',
        ),
      ),
    countClicks: z
      .boolean()
      .default(false)
      .meta(
        about(
          'Compter les clics : ses liens passent par une adresse à nous, et l’e-mail le dit. Jamais le lien de désabonnement.',
          'Count clicks: its links lead through an address of ours, and the email says so. Never the link to unsubscribe.',
          false,
        ),
      ),
    locale: z
      .enum(LOCALES)
      .optional()
      .meta(about('Sa langue ; la vôtre sinon.', 'Its language; yours otherwise.', 'fr')),
  }),
  returns: { 202: mailingView.extend({ removed: savedTemplateView.shape.removed }).meta({ id: 'CreatedMailing' }) },
  problems: [404],
  access: ['table:write', 'send:compute-audience'],
});
