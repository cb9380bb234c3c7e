import * as z from 'zod';

/**
 * A message on a queue. Its name is the use case that consumes it, hence the queue's name too. Orders to one consumer
 * stand in `functions/<area>/commands/`, what others may hear of in `events/` (`fact.ts`).
 */
export interface Message<D extends z.ZodType = z.ZodType> {
  name: string;
  data: D;
  /** It tells what became of a mail: who delivers mail may send it without knowing it. */
  isMailReport?: true;
}

export const message = <D extends z.ZodType>(name: string, data: D): Message<D> => ({ name, data });

/** What travels: the data with an id and the time it was sent. */
export const envelope = z.object({ id: z.string(), name: z.string(), at: z.iso.datetime(), data: z.unknown() });
