import * as z from 'zod';
import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'GET /shop/{directory}/{slug}',
  summary: say(
    'Montre ce qui est en vente, son prix avec TVA, ses conditions et le vendeur ; ou ce qu’il en est quand cela ne se vend pas.',
    'Shows what is on sale, its price with VAT, its terms and the seller; or how things stand while it does not sell.',
  ),
  query: z.object({ embed: z.literal('1').optional() }),
  access: ['table:read'],
});
