import * as z from 'zod';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { conflict } from '../../shared/problem/problem.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { say } from '../../shared/text.ts';
import type { Document } from '../documents/document.ts';
import { maySign, type SignatureSettings, signatureSettings } from './signature-settings-view.ts';

const kept = entity({
  name: 'signature-settings',
  partition: 'of',
  schema: z.object({ of: z.literal('signatures'), settings: signatureSettings }),
});
const OF = { of: 'signatures' } as const;

/** An account's settings; those it begins with when it has made none. */
export const readSignatureSettings = async (tenant: Tenant): Promise<SignatureSettings> =>
  (await kept.get(tenant, OF))?.settings ?? signatureSettings.parse({});

/** The write that keeps settings, for requests to come: those that are made hold what they were made with. */
export const keepSignatureSettings = (tenant: Tenant, settings: SignatureSettings): Write =>
  kept.put(tenant, { ...OF, settings }, { when: {} });

/** @throws 409 when the account has nothing signed, or no document of this type */
export function mustBeSigned(settings: SignatureSettings, type: Document['type']): void {
  if (!settings.enabled) {
    throw conflict(
      'signatures-off',
      say(
        'Votre compte n’envoie pas de documents à signer. Activez le module : PUT /v1/signature-settings, « enabled » : true.',
        'Your account sends no documents to be signed. Turn the module on: PUT /v1/signature-settings, “enabled”: true.',
      ),
    );
  }
  if (maySign(settings, type)) return;
  throw conflict(
    'document-type-not-signed',
    say(
      `Votre compte ne fait pas signer ce type de document (« ${type} »). Ajoutez-le à « documentTypes », ou admettez les PDF des dossiers (« folderPdfs ») : PUT /v1/signature-settings.`,
      `Your account has no documents of this type signed (“${type}”). Add it to “documentTypes”, or allow PDFs of folders (“folderPdfs”): PUT /v1/signature-settings.`,
    ),
  );
}
