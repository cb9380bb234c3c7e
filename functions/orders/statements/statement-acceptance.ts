import type { Tenant } from '../../../shared/identity/tenant.ts';
import { getPinned, headObject } from '../../../shared/objects/objects.ts';
import { Problem } from '../../../shared/problem/problem.ts';
import type { Write } from '../../../shared/table/transact.ts';
import { refusalText } from '../../../shared/tables/imported-table.ts';
import { readStatement } from '../../payments/statements/read-statement.ts';
import { type BankStatement, failed, read, statementKey } from './statement.ts';

/** Reads what was uploaded, if it is what was announced; undefined when nothing was. */
export async function accept(tenant: Tenant, statement: BankStatement, now: Date): Promise<Write | undefined> {
  const { announced, iban } = statement;
  const file = await headObject('imports', statementKey(tenant, statement.id));
  if (!file || !announced) return undefined;
  if (file.size !== announced.size || file.sha256 !== announced.sha256) {
    return failed(tenant, statement, refusalText('other-content'));
  }
  try {
    return await read(tenant, statement, await readStatement(await getPinned(file), iban, announced), now);
  } catch (error) {
    const why = error instanceof Problem ? (error.errors[0]?.detail ?? error.detail) : undefined;
    if (!why) throw error;
    return failed(tenant, statement, why);
  }
}
