import { serve } from '../../../shared/function/page.tsx';
import { presignDownload } from '../../../shared/objects/presign.ts';
import { notFound } from '../../../shared/problem/problem.ts';
import { say } from '../../../shared/text.ts';
import { signerOfLink } from '../signing-link.ts';
import contract from './contract.ts';

/** The file was cut out of the PDF when that was accepted. It is saved, never shown in place: whoever made it is not us. */
export const handler = serve(contract, async ({ params: { token, number }, hosted, now }) => {
  const link = await signerOfLink(token, 'read', hosted, now);
  if ('see' in link) return link;
  const { request } = link;
  const attachment = /^\d{1,3}$/.test(number) ? request.original.beside?.attachments[Number(number) - 1] : undefined;
  if (!attachment) throw notFound(say('Ce fichier joint n’existe pas.', 'This attached file does not exist.'));
  return { see: await presignDownload(attachment.content, attachment.name, true) };
});
