import { serveMailReport } from '../../mail/mail-report.ts';
import { getCertificate, mailBecame } from '../certificate.ts';
import { counted } from '../mail-counts.ts';
import { fateOf } from '../mail-fate.ts';
import contract from './contract.ts';

/** One that was sent again has another email: of the earlier one nobody wants to hear any more. */
export const handler = serveMailReport(contract, async ({ data: { tenant, certificateId }, mail, now }) => {
  const certificate = await getCertificate(tenant, certificateId);
  const before = certificate?.mail;
  const fate = fateOf(mail);
  if (!certificate || before?.id !== mail.id || before.status === fate) return [];
  const [{ reply } = {}] = mail.recipients;
  const reason = mail.reason ?? reply;
  const isLost = fate === 'bounced' || fate === 'failed';
  const after = { status: fate, at: now.toISOString(), ...(isLost && reason && { reason }) };
  return [
    mailBecame(tenant, certificate, { id: before.id, address: before.address, ...after }),
    ...(await counted(tenant, certificate, before.status, fate)),
  ];
});
