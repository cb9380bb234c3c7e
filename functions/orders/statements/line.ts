import * as z from 'zod';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { derivedId } from '../../../shared/ids.ts';
import { notFound } from '../../../shared/problem/problem.ts';
import { entity } from '../../../shared/table/entity.ts';
import { say } from '../../../shared/text.ts';
import type { Incoming } from '../../payments/statements/statement-line.ts';
import { lineStates } from './line-states.ts';

/** A payment that came in, as a statement told it, and what became of it. */
export const statementLines = entity({
  name: 'bank-statement-line',
  partition: 'id',
  feed: true,
  states: lineStates,
  schema: z.object({
    id: z.string(),
    status: lineStates.schema,
    /** The account that it came to. */
    iban: z.string(),
    /** Cents of a euro. */
    amount: z.int(),
    bookedOn: z.string(),
    texts: z.array(z.string()),
    payer: z.string().optional(),
    payerIban: z.string().optional(),
    orderIds: z.array(z.string()),
    refundDue: z.int(),
    createdAt: z.string(),
  }),
});
export type StatementLine = z.infer<(typeof statementLines)['schema']>;

const ID = /^bsl_[0-9a-z]{26}$/;

/** @throws 404 */
export async function findLine(tenant: Tenant, id: string): Promise<StatementLine> {
  const line = ID.test(id) ? await statementLines.get(tenant, { id }) : undefined;
  if (!line) throw notFound(say('Cette ligne de relevé n’existe pas.', 'This line of a statement does not exist.'));
  return line;
}

/**
 * The lines with their ids, which are the same each time they are told: the bank's own id, else all that is known of them
 * and which of the equal ones of that day it is. One file twice is once; two equal payments on a day are two.
 */
export function identified(iban: string, incoming: readonly Incoming[]): (Incoming & { id: string })[] {
  const seen = new Map<string, number>();
  return incoming.map((one) => {
    const { bankId, bookedOn, cents, endToEndId, texts, payerIban } = one;
    const known = bankId ? `bank ${bankId}` : JSON.stringify([bookedOn, cents, endToEndId, texts, payerIban]);
    const ordinal = (seen.get(known) ?? 0) + 1;
    seen.set(known, ordinal);
    const seed = JSON.stringify([iban, known, bookedOn, cents, ordinal]);
    return { ...one, id: derivedId('bsl', new Date(`${bookedOn}T12:00:00Z`), seed) };
  });
}

export const viewOf = ({ texts, ...line }: StatementLine) => ({ ...line, text: texts.join(' ') });
