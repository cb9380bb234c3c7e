import * as z from 'zod';
import { about, exampleId } from '../../shared/fields/about.ts';
import { line } from '../../shared/fields/text-line.ts';
import { packed } from '../../shared/text.ts';
import { contactKind } from '../contacts/contact-view.ts';

/** The fields of a contact that a filter may ask for. */
const FIELDS = ['firstName', 'lastName', 'company', 'email', 'phone'] as const;
export type FilterField = (typeof FIELDS)[number];
type ContactKind = z.infer<typeof contactKind>;

const moments = {
  since: z.iso
    .date()
    .optional()
    .meta(about('Depuis ce jour, compris (UTC).', 'Since this day, included (UTC).', '2026-01-01')),
  before: z.iso
    .date()
    .optional()
    .meta(about('Avant ce jour, non compris (UTC).', 'Before this day, not included (UTC).', '2027-01-01')),
};

/**
 * Whom a mailing is for, as data: every condition that is given must hold. Of text neither case nor accents matter.
 * `and`, `or` and `not` hold filters of the same kind.
 */
export interface AudienceFilter {
  kind?: ContactKind | ContactKind[] | undefined;
  words?: string | undefined;
  /** Ids of lists: the address stands in one of them. */
  lists?: string[] | undefined;
  fields?: Partial<Record<FilterField, string>> | undefined;
  lastActivity?: { since?: string | undefined; before?: string | undefined } | undefined;
  and?: AudienceFilter[] | undefined;
  or?: AudienceFilter[] | undefined;
  not?: AudienceFilter | undefined;
}

const MOST = 20;
const DEEPEST = 5;
const MOST_LISTS = 10;

const level: z.ZodType<AudienceFilter> = z
  .strictObject({
    kind: z
      .union([contactKind, z.array(contactKind).min(1).max(3)])
      .optional()
      .meta(about('Une sorte de fiche, ou l’une de plusieurs.', 'A kind of record, or any of several.', 'customer')),
    words: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .meta(
        about(
          'Chaque terme commence un mot de la fiche, comme dans la recherche.',
          'Each term begins a word of the record, as in the search.',
          'durand lyon',
        ),
      ),
    lists: z
      .array(z.string().max(40))
      .min(1)
      .max(MOST_LISTS)
      .optional()
      .meta(
        about(
          'L’adresse est dans l’une de ces listes, vôtres ou partagées ; celles d’aucune fiche sont externes.',
          'The address stands in one of these lists, yours or shared; those of no record are external.',
          [exampleId('lst')],
        ),
      ),
    fields: z
      .partialRecord(z.enum(FIELDS), line(200))
      .optional()
      .meta(
        about('Chacun de ces champs contient ce texte.', 'Each of these fields holds this text.', {
          company: 'menuiserie',
        }),
      ),
    lastActivity: z
      .strictObject(moments)
      .optional()
      .meta(
        about(
          'Quand la fiche fut touchée pour la dernière fois, ou que son titulaire suivit un lien d’un de vos envois.',
          'When the record was last touched, or its owner followed a link of a mailing of yours.',
        ),
      ),
    get and() {
      return z.array(level).min(1).max(MOST).optional().meta(about('Tous ces filtres.', 'All of these filters.'));
    },
    get or() {
      return z
        .array(level)
        .min(1)
        .max(MOST)
        .optional()
        .meta(about('L’un de ces filtres au moins.', 'At least one of these filters.'));
    },
    get not() {
      return level.optional().meta(about('Pas ce filtre.', 'Not this filter.'));
    },
  })
  .meta({
    id: 'AudienceFilter',
    ...about('À qui l’envoi s’adresse ; vide, à tous.', 'Whom it is for; empty, everybody.'),
  });

/** Every list that a filter names, at whichever level. */
export const listsIn = ({ lists = [], and = [], or = [], not }: AudienceFilter): string[] => [
  ...new Set([...lists, ...[...and, ...or, ...(not ? [not] : [])].flatMap(listsIn)]),
];

const depthOf = ({ and = [], or = [], not }: AudienceFilter): number =>
  1 + Math.max(0, ...[...and, ...or, ...(not ? [not] : [])].map(depthOf));

export const audienceFilter = level
  .refine((filter) => depthOf(filter) <= DEEPEST, {
    error: packed(
      `Ce filtre est trop imbriqué : ${DEEPEST} niveaux au plus.`,
      `This filter is nested too deeply: at most ${DEEPEST} levels.`,
    ),
  })
  .refine((filter) => listsIn(filter).length <= MOST_LISTS, {
    error: packed(
      `Ce filtre nomme trop de listes : ${MOST_LISTS} au plus.`,
      `This filter names too many lists: at most ${MOST_LISTS}.`,
    ),
  });
