import { config } from '../../../shared/config.ts';
import { serve } from '../../../shared/function/http.ts';
import { putObject } from '../../../shared/objects/objects.ts';
import { presignDownload } from '../../../shared/objects/presign.ts';
import { wordpressPlugin } from '../wordpress-plugin.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ actor: { tenant } }) => {
  const bytes = wordpressPlugin(config.publicUrl());
  const key = `${tenant}/downloads/guichet-wordpress.zip`;
  const file = await putObject({ bucket: 'tables', key, bytes, contentType: 'application/zip' });
  return {
    status: 303,
    body: undefined,
    headers: { location: await presignDownload(file, 'guichet-wordpress.zip', true) },
  };
});
