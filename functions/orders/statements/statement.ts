import * as z from 'zod';
import { after, DAY, HOUR } from '../../../shared/clock.ts';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { newId } from '../../../shared/ids.ts';
import { putObject } from '../../../shared/objects/objects.ts';
import { pinnedSchema } from '../../../shared/objects/pinned.ts';
import { notFound } from '../../../shared/problem/problem.ts';
import { outgoing } from '../../../shared/queue/send.ts';
import { dueAt, dueNow } from '../../../shared/table/due.ts';
import { entity } from '../../../shared/table/entity.ts';
import type { Write } from '../../../shared/table/transact.ts';
import { type Locale, say, type Text } from '../../../shared/text.ts';
import type { Statement } from '../../payments/statements/statement-line.ts';
import type { TableStatement } from '../../payments/statements/statement-table.ts';
import { matchBankStatement } from '../commands/match-bank-statement.ts';
import { identified } from './line.ts';
import { statementStates } from './statement-states.ts';
import { counted, howToRead } from './statement-view.ts';

/** How long a file that was announced is waited for, and how long it can be seen what became of one. */
const PATIENCE = HOUR;
const KEPT = 400 * DAY;

/** A statement that was brought, as far as its lines have been matched. */
export const bankStatements = entity({
  name: 'bank-statement',
  partition: 'id',
  states: statementStates,
  dues: { match: ['awaiting-upload', 'matching'] },
  schema: z.object({
    id: z.string(),
    status: statementStates.schema,
    iban: z.string(),
    ...counted,
    /** Lines that are noted. */
    done: z.int(),
    /** The file that was announced, and how it is to be read. */
    announced: z.object({ size: z.int(), sha256: z.string(), ...howToRead }).optional(),
    /** Its lines as they were read. */
    content: pinnedSchema.optional(),
    failure: z.object({ fr: z.string(), en: z.string() }).optional(),
    createdAt: z.string(),
  }),
  expires: ({ createdAt }) => after(new Date(createdAt), KEPT),
});
export type BankStatement = z.infer<(typeof bankStatements)['schema']>;

const ID = /^bst_[0-9a-z]{26}$/;

/** @throws 404 */
export async function findStatement(tenant: Tenant, id: string): Promise<BankStatement> {
  const statement = ID.test(id) ? await bankStatements.get(tenant, { id }) : undefined;
  if (!statement) throw notFound(say('Ce relevé n’existe pas.', 'This statement does not exist.'));
  return statement;
}

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

interface Read extends Statement {
  read?: TableStatement['read'] | undefined;
}

const matching = (tenant: Tenant, id: string) => outgoing(matchBankStatement, { tenant, statementId: id });

async function kept(tenant: Tenant, { id, iban }: Pick<BankStatement, 'id' | 'iban'>, { incoming, ...told }: Read) {
  const bytes = Buffer.from(JSON.stringify(identified(iban, incoming)));
  const key = `${tenant}/${id}.lines.json`;
  const content = await putObject({ bucket: 'imports', key, bytes, contentType: 'application/json' });
  return { lines: incoming.length, ignored: told.ignored, ...(told.read && { read: told.read }), content };
}

/** A statement kept with its lines, and the write by which they are matched one after the other. */
export async function newStatement(tenant: Tenant, iban: string, told: Read, now: Date) {
  const id = newId('bst', now);
  const lines = await kept(tenant, { id, iban }, told);
  const createdAt = now.toISOString();
  const statement = { id, iban, status: 'matching' as const, ...lines, done: 0, createdAt };
  const match = dueNow(matching(tenant, id), now);
  return { statement, write: bankStatements.put(tenant, statement, { due: { match } }) };
}

/** Where the file of an announced statement is expected. */
export const STATEMENT_SUFFIX = '.statement';
export const statementKey = (tenant: Tenant, id: string): string => `${tenant}/${id}${STATEMENT_SUFFIX}`;

/** The write by which a file is expected: looked for after a while, though nothing told of it. */
export function announce(
  tenant: Tenant,
  { id, iban, announced }: { id: string; iban: string; announced: NonNullable<BankStatement['announced']> },
  now: Date,
): Write {
  const statement = { id, iban, announced, lines: 0, ignored: 0, done: 0, createdAt: now.toISOString() };
  const match = dueAt(matching(tenant, id), after(now, PATIENCE));
  return bankStatements.put(tenant, { ...statement, status: 'awaiting-upload' }, { due: { match } });
}

/** The write by which an announced statement is read, and its lines are matched. */
export async function read(tenant: Tenant, statement: BankStatement, told: Read, now: Date): Promise<Write> {
  const match = dueNow(matching(tenant, statement.id), now);
  return bankStatements.move(tenant, statement, 'read', { set: await kept(tenant, statement, told), due: { match } });
}

export const failed = (tenant: Tenant, statement: BankStatement, failure: Text): Write =>
  bankStatements.move(tenant, statement, 'fail', { set: { failure } });

/** The write by which lines are noted up to one: who noted them meanwhile has the word. */
export function progressed(tenant: Tenant, statement: BankStatement, done: number, now: Date): Write {
  const when = { equals: { done: statement.done } };
  return done >= statement.lines
    ? bankStatements.move(tenant, statement, 'complete', { when, set: { done } })
    : bankStatements.update(tenant, statement, {
        when,
        set: { done },
        due: { match: dueNow(matching(tenant, statement.id), now) },
      });
}

/** As the API shows it, in the caller's language. */
export const viewOfStatement = ({ failure, ...statement }: BankStatement, locale: Locale) => ({
  ...statement,
  ...(failure && { failure: failure[locale] }),
});
