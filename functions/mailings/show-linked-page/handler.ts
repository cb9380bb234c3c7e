import { serve } from '../../../shared/function/page.tsx';
import { notFound } from '../../../shared/problem/problem.ts';
import { say } from '../../../shared/text.ts';
import { findKeptWording } from '../../mail-wording/kept-wording.ts';
import { render } from '../../mail-wording/render.ts';
import { readerOf } from '../click-link.ts';
import { audienceOf, findMailing } from '../mailing.ts';
import { tagsOf, tagsOfUser } from '../reader.ts';
import { findRecipientByKey } from '../recipient.ts';
import { visited } from '../visit.ts';
import contract from './contract.ts';

/**
 * Everybody is led on at once, machine or person: only to addresses that stood in the email when it was sent. What is
 * noted is judged later, and changes nothing for who followed the link.
 */
export const handler = serve(contract, async ({ params: { token, link }, isOpened, now }) => {
  const { tenant, reader } = await readerOf(token, now);
  const { mailingId } = reader;
  const [mailing, { links = [] }] = await Promise.all([
    findMailing(tenant, mailingId),
    findKeptWording(tenant, mailingId),
  ]);
  const number = /^\d{1,3}$/.test(link) ? Number(link) : -1;
  const address = links[number];
  if (address === undefined) throw noSuchLink();
  const recipient = 'key' in reader ? await findRecipientByKey(tenant, audienceOf(mailing), reader.key) : undefined;
  const values = recipient ? tagsOf(recipient) : 'userId' in reader ? await tagsOfUser(tenant, reader.userId) : {};
  return {
    see: render(address, values, { escape: 'url' }),
    writes: recipient && isOpened ? await visited(tenant, mailing, recipient, number, now) : [],
  };
});

const noSuchLink = () =>
  notFound(
    say(
      'Ce lien n’est pas de ceux de l’e-mail : ouvrez-le depuis l’e-mail que vous avez reçu.',
      'This is not a link of the email: open it from the email that you received.',
    ),
  );
