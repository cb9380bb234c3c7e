import * as z from 'zod';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { newId } from '../../../shared/ids.ts';
import { putObject } from '../../../shared/objects/objects.ts';
import { pinnedSchema } from '../../../shared/objects/pinned.ts';
import { outgoing } from '../../../shared/queue/send.ts';
import { dueNow } from '../../../shared/table/due.ts';
import { entity } from '../../../shared/table/entity.ts';
import type { Statement } from '../../payments/statements/statement-line.ts';
import { matchBankStatement } from '../commands/match-bank-statement.ts';
import { identified } from './line.ts';

/** A statement that was brought, as far as its lines have been matched. */
export const bankStatements = entity({
  name: 'bank-statement',
  partition: 'id',
  dues: { match: 'always' },
  schema: z.object({
    id: z.string(),
    iban: z.string(),
    lines: z.int(),
    ignored: z.int(),
    /** Lines that are noted. */
    done: z.int(),
    /** Its lines as they were read. */
    content: pinnedSchema,
    createdAt: z.string(),
  }),
});
export type BankStatement = z.infer<(typeof bankStatements)['schema']>;

export const readLines = z.array(
  z.object({
    id: z.string(),
    cents: z.int(),
    bookedOn: z.string(),
    texts: z.array(z.string()),
    bankId: z.string().optional(),
    endToEndId: z.string().optional(),
    payer: z.string().optional(),
    payerIban: z.string().optional(),
    place: z.int(),
  }),
);

/** A statement kept with its lines, and the write by which they are matched one after the other. */
export async function newStatement(tenant: Tenant, iban: string, { incoming, ignored }: Statement, now: Date) {
  const id = newId('bst', now);
  const bytes = Buffer.from(JSON.stringify(identified(iban, incoming)));
  const key = `${tenant}/statements/${id}.json`;
  const content = await putObject({ bucket: 'tables', key, bytes, contentType: 'application/json' });
  const statement: BankStatement = {
    ...{ id, iban, lines: incoming.length, ignored, done: 0, content },
    createdAt: now.toISOString(),
  };
  const match = dueNow(outgoing(matchBankStatement, { tenant, statementId: id }), now);
  return { statement, write: bankStatements.put(tenant, statement, { due: { match } }) };
}
