import * as z from 'zod';
import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'GET /sign/{token}',
  summary: say(
    'Montre au signataire le document à lire et à signer.',
    'Shows the signer the document to read and sign.',
  ),
  /** The signer pressed « Signer » before the document had been served. */
  query: z.object({ unopened: z.string().max(10).optional() }),
  // A sealed document may be signed again: it stands in the archive.
  access: ['table:read', 'documents:read', 'archive:read'],
});
