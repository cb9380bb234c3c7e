/** The indexes of the table: lists of a kind's rows, and what is due. Each keeps its key in `<name>Pk` and `<name>Sk`. */
export const LISTS = ['list1', 'list2', 'list3', 'list4'] as const;

/** As many dues as a row may have, each by the attribute that holds it. One more is one more index. */
export const DUES = ['due1', 'due2', 'due3'] as const;
export type DueIndex = (typeof DUES)[number];
