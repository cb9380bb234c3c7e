import { generateKeyPairSync } from 'node:crypto';
import { type Files, inFolder, type Named } from './naming.ts';

export function webhook(named: Named): Files {
  const { name, fr, en } = named;
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const text = (key: typeof publicKey, type: 'spki' | 'pkcs8') =>
    key.export({ type, format: 'der' }).toString('base64');
  return inFolder(named, {
    'contract.ts': `
import { webhook } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default webhook({
  route: 'POST /webhooks/${name}',
  summary: say('${fr}', '${en}'),
  access: ['table:write'],
});
`,
    'provider.ts': `
import { createPublicKey, verify } from 'node:crypto';
import * as z from 'zod';
import type { Provider } from '../../../shared/function/webhook.ts';

/** The provider's public key (Ed25519, SPKI, base64). This one is of the test beside: put the provider's in its place. */
const PUBLIC_KEY = '${text(publicKey, 'spki')}';

const event = z.object({ id: z.string(), type: z.string() });

export const provider: Provider<typeof event> = {
  verify: (body, headers) => {
    const key = createPublicKey({ key: Buffer.from(PUBLIC_KEY, 'base64'), format: 'der', type: 'spki' });
    return verify(null, body, key, Buffer.from(headers['x-signature'] ?? '', 'base64'));
  },
  event,
  idOf: ({ id }) => id,
};
`,
    'handler.ts': `
import { serve } from '../../../shared/function/webhook.ts';
import contract from './contract.ts';
import { provider } from './provider.ts';

export const handler = serve(contract, provider, async ({ event: { id, type }, log }) => {
  log.info('heard', { id, type });
  return [];
});
`,
    'handler.test.ts': `
import { createPrivateKey, sign } from 'node:crypto';
import { expect, it } from 'vitest';
import { tenant } from '../../../test/tenant.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

const PRIVATE_KEY = '${text(privateKey as typeof publicKey, 'pkcs8')}';
const key = createPrivateKey({ key: Buffer.from(PRIVATE_KEY, 'base64'), format: 'der', type: 'pkcs8' });
const signatureOf = (body: string) => ({ 'x-signature': sign(null, Buffer.from(body), key).toString('base64') });
const body = JSON.stringify({ id: 'evt_1', type: 'test' });

it('takes what the provider signed, as often as it is sent', async () => {
  const t = await tenant();
  for (const _ of [1, 2]) {
    expect((await t.notify(handler, contract, { body, headers: signatureOf(body) })).status).toBe(204);
  }
});

it('refuses what another wrote', async () => {
  const t = await tenant();
  const forged = body.replace('evt_1', 'evt_2');
  expect((await t.notify(handler, contract, { body: forged, headers: signatureOf(body) })).status).toBe(401);
});
`,
  });
}
