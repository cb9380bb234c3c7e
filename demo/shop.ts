import { sha256Hex } from '../shared/sha256.ts';
import { type sender, until } from './parties.ts';

type Business = ReturnType<typeof sender>;

/** An article with a sale action, and its page. */
export interface OnSale {
  articleId: string;
  saleActionId: string;
  url: string;
}

/** A business that may sell: who it is, where its pages are, how it is paid. Cards are played at the stand-in of Stripe. */
export async function openShop(business: Business, { name, directory }: { name: string; directory: string }) {
  await business.json('PUT', '/v1/account/business', {
    legalName: name,
    legalForm: 'SARL',
    companyNumber: '732 829 320',
    address: { street: '12 rue des Lilas', postalCode: '69003', city: 'Lyon', country: 'FR' },
    email: 'contact@durand.example',
    legalLinks: { terms: 'https://durand.example/#LG#/conditions', privacy: 'https://durand.example/#LG#/vie-privee' },
    mediator: { name: 'CM2C', url: 'https://www.cm2c.net' },
  });
  await business.json('PUT', '/v1/account/offer', { offer: 'standard' });
  await business.json('PUT', '/v1/account/directory', { directory });
  const restrictedKey = `rk_test_51${directory.replace(/\W/g, '')}0demonstration`;
  await business.json('PUT', '/v1/payment-settings', {
    testMode: true,
    stripe: { test: { restrictedKey } },
    transfer: { iban: 'BE71 0961 2345 6769', holder: name },
  });
  return business.json<{ ok: boolean; rights: unknown[] }>('POST', '/v1/payment-settings/stripe/test', {});
}

/** Puts something on sale. */
export async function putOnSale(business: Business, article: object, action: object): Promise<OnSale> {
  const { id: articleId } = await business.json<{ id: string }>('POST', '/v1/articles', article);
  const { id: saleActionId, url } = await business.json<{ id: string; url: string }>(
    'POST',
    `/v1/articles/${articleId}/sale-actions`,
    action,
  );
  return { articleId, saleActionId, url };
}

/** Adds the file that is delivered, and waits until it is there. */
export async function addFile(business: Business, articleId: string, filename: string, bytes: Uint8Array) {
  const documents = `/v1/articles/${articleId}/documents`;
  const { upload } = await business.json<{ upload: { url: string; headers: Record<string, string> } }>(
    'POST',
    documents,
    { filename, contentType: 'text/plain', size: bytes.length, sha256: sha256Hex(bytes) },
  );
  const { 'content-length': _, ...headers } = upload.headers;
  await fetch(upload.url, { method: 'PUT', headers, body: new Uint8Array(bytes) });
  await until(filename, async () => {
    const { items } = await business.json<{ items: { status: string }[] }>('GET', documents);
    return items.every(({ status }) => status === 'available') ? items : undefined;
  });
}

/** The order of an address. */
export async function orderOf(business: Business, { saleActionId }: OnSale, email: string) {
  const { items } = await business.json<{ items: { id: string; email: string; status: string; reference?: string }[] }>(
    'GET',
    `/v1/orders?saleActionId=${saleActionId}`,
  );
  return items.find((order) => order.email === email);
}

/** The order of an address once it has got somewhere. */
export const orderReaches = (business: Business, sale: OnSale, email: string, status: string) =>
  until(`the order of ${email}: ${status}`, async () => {
    const order = await orderOf(business, sale, email);
    return order?.status === status ? order : undefined;
  });
