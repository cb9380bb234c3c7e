import * as z from 'zod';
import { about, exampleId, moment } from '../../shared/fields/about.ts';
import { packed } from '../../shared/text.ts';

/** What a test looks at, in its order. */
export const TEST_STAGES = ['key', 'attributes', 'list'] as const;

/** Fields of ours, each with the attribute of Brevo that it fills. */
const attributes = z
  .record(
    z.string().regex(/^[A-Za-z]\w{0,59}$/),
    z
      .string()
      .trim()
      .regex(/^[A-Za-z]\w{0,49}$/, {
        error: packed(
          'Un attribut de Brevo est une lettre suivie de lettres, de chiffres ou de « _ ». Exemple : PRENOM.',
          'An attribute of Brevo is a letter, then letters, digits or “_”. Example: FIRSTNAME.',
        ),
      })
      .transform((name) => name.toUpperCase()),
  )
  .refine((mapping) => Object.keys(mapping).length <= 50)
  .refine((mapping) => new Set(Object.values(mapping)).size === Object.values(mapping).length, {
    error: packed(
      'Deux champs ne peuvent pas remplir le même attribut de Brevo.',
      'Two fields cannot fill the same attribute of Brevo.',
    ),
  })
  .meta(
    about(
      'Vos champs (ceux des listes), et l’attribut de Brevo que chacun remplit.',
      'Your fields (those of lists), and the attribute of Brevo that each fills.',
      { firstName: 'PRENOM', lastName: 'NOM' },
    ),
  );
const listId = z
  .int()
  .positive()
  .meta(about('La liste de Brevo où les contacts entrent.', 'The list of Brevo that contacts come into.', 4));
const lists = z
  .array(z.string().regex(/^lst_[0-9a-z]{26}$/))
  .min(1)
  .max(50)
  .meta(about('Les listes à pousser ; toutes sinon.', 'The lists to push; all unless given.', [exampleId('lst')]));
const enabled = z.boolean().meta(about('Si les changements partent vers Brevo.', 'Whether changes leave for Brevo.'));

/** What a caller sets. Without `apiKey` the key is kept. */
export const brevoSyncInput = z.strictObject({
  enabled,
  apiKey: z
    .string()
    .trim()
    .min(10)
    .max(300)
    .regex(/^[\x21-\x7e]+$/, {
      error: packed(
        'Cette clé contient une espace ou un caractère invisible : recopiez-la depuis Brevo.',
        'This key has a space or an invisible character in it: copy it again from Brevo.',
      ),
    })
    .optional()
    .meta(about('La clé d’API de Brevo ; jamais montrée.', 'Brevo’s API key; never shown.', 'xkeysib-…')),
  attributes: attributes.default({}),
  listId: listId.optional(),
  lists: lists.optional(),
});

const stage = z.object({
  stage: z.enum(TEST_STAGES).meta(about('Ce qui est vérifié.', 'What is checked.')),
  outcome: z.enum(['passed', 'failed', 'skipped']).meta(about('Ce que cela a donné.', 'What came of it.')),
  advice: z.string().optional().meta(about('Que faire, dans votre langue.', 'What to do, in your language.')),
  reply: z
    .string()
    .optional()
    .meta(about('Les mots de Brevo.', 'The words of Brevo.', 'Key not found')),
});

export const brevoTestView = z.object({
  ok: z.boolean().meta(about('Si tout va.', 'Whether all is well.')),
  account: z
    .string()
    .optional()
    .meta(about('À qui est la clé, chez Brevo.', 'Whose key it is, at Brevo.', 'contact@durand-menuiserie.fr')),
  stages: z.array(stage).meta(about('Chaque vérification, dans l’ordre.', 'Each check, in order.')),
});

/** The synchronisation as the API shows it. */
export const brevoSyncView = z
  .object({
    enabled,
    hasKey: z.boolean().meta(about('Si une clé est connue.', 'Whether a key is known.')),
    attributes: z
      .record(z.string(), z.string())
      .meta(
        about(
          'Vos champs, et l’attribut de Brevo que chacun remplit.',
          'Your fields, and the attribute of Brevo that each fills.',
          { firstName: 'PRENOM' },
        ),
      ),
    listId: listId.optional(),
    lists: lists.optional(),
    status: z
      .enum(['off', 'idle', 'running', 'waiting'])
      .meta(
        about(
          '`off` : arrêtée ; `idle` : à jour, jusqu’au prochain tour ; `running` : un tour est en cours ; `waiting` : elle attend, `trouble` dit pourquoi.',
          '`off`: not running; `idle`: up to date until the next round; `running`: a round is under way; `waiting`: it waits, `trouble` says why.',
        ),
      ),
    syncedAt: moment('Fin du dernier tour complet.', 'End of the last whole round.').optional(),
    nextAt: moment('Le prochain tour, ou le prochain essai.', 'The next round, or the next try.').optional(),
    pushed: z.int().meta(about('Adresses poussées depuis le début.', 'Addresses pushed since the beginning.', 240)),
    withdrawn: z.int().meta(about('Désabonnements repris de Brevo.', 'Unsubscribes taken over from Brevo.', 3)),
    trouble: z
      .object({
        at: moment('Quand.', 'When.'),
        advice: z.string().optional().meta(about('Que faire, dans votre langue.', 'What to do, in your language.')),
        reply: z.string().optional().meta(about('Les mots de Brevo.', 'The words of Brevo.')),
      })
      .optional()
      .meta(about('Ce qui l’arrête.', 'What stops it.')),
  })
  .meta({ id: 'BrevoSync' });

/** Why an address is not at Brevo. */
export const FAILURES = ['invalid', 'duplicate', 'refused'] as const;

export const brevoFailureView = z.object({
  email: z.string().meta(about('L’adresse.', 'The address.', 'anne.martin@exemple.fr')),
  cause: z
    .enum(FAILURES)
    .meta(
      about(
        '`invalid` : Brevo ne la tient pas pour une adresse ; `duplicate` : une de ses valeurs y est à un autre contact ; `refused` : Brevo a refusé l’envoi.',
        '`invalid`: Brevo takes it for no address; `duplicate`: one of its values belongs to another contact there; `refused`: Brevo refused what was sent.',
      ),
    ),
  reply: z.string().optional().meta(about('Les mots de Brevo.', 'The words of Brevo.')),
  at: moment('Quand.', 'When.'),
});
