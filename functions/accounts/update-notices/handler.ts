import { serve } from '../../../shared/function/http.ts';
import { chooseNotices, findMember } from '../account.ts';
import { noticesOf } from '../notices.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ body, actor: { tenant, userId } }) => {
  const { user } = await findMember(tenant, userId);
  const notices = { ...noticesOf(user), ...body };
  return { status: 200, body: noticesOf({ notices }), writes: [chooseNotices(tenant, user, notices)] };
});
