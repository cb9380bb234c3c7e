import { serve } from '../../../shared/function/http.ts';
import { findMedia, viewOf } from '../media.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { mediaId }, actor: { tenant }, locale }) => ({
  status: 200,
  body: viewOf(await findMedia(tenant, mediaId), locale),
}));
