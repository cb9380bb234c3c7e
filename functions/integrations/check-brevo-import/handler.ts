import { emailAddress } from '../../../shared/fields/email-address.ts';
import { serve } from '../../../shared/function/queue.ts';
import { BrevoFailed, brevo } from '../brevo-api.ts';
import { askAgain, brevoImports, noteFailure } from '../brevo-contact.ts';
import { keyOf, readSync } from '../brevo-sync.ts';
import contract from './contract.ts';

/** Asked for a day, at most: an import is over long before. */
const MOST_TRIES = 30;

export const handler = serve(contract, async ({ data: { tenant, importId: id }, now }) => {
  const [sync, open] = await Promise.all([readSync(tenant), brevoImports.get(tenant, { id })]);
  if (!open) return [];
  if (!sync?.encryptedKey || open.tries > MOST_TRIES) return [brevoImports.delete(tenant, { id })];
  try {
    const api = brevo(await keyOf(tenant, sync));
    const { status, info } = await api.process(open.processId);
    if (status !== 'completed' && status !== 'failed') return [askAgain(tenant, open, now)];
    for (const [name, url] of Object.entries(info?.import ?? {})) {
      if (!url) continue;
      const cause = name === 'invalid_emails' ? 'invalid' : 'duplicate';
      for (const email of addressesIn(await api.report(url))) await noteFailure(tenant, { email, cause }, now);
    }
    return [brevoImports.delete(tenant, { id })];
  } catch (error) {
    if (!(error instanceof BrevoFailed)) throw error;
    return [askAgain(tenant, open, now, error.wait)];
  }
});

/** The addresses of a report, each in a cell of a line; those that are none are told as they stand in the first cell. */
function addressesIn(report: string): string[] {
  const rows = report.split(/\r?\n/).slice(1).filter(Boolean);
  return rows.flatMap((row) => {
    const cells = row.split(/[;,\t]/).map((cell) => cell.replaceAll('"', '').trim());
    return cells.find((cell) => emailAddress.safeParse(cell).success) ?? cells.find(Boolean) ?? [];
  });
}
