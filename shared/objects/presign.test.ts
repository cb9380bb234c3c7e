import { createHash, randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { setVariables } from '../../test/variables.ts';
import { sha256Hex } from '../sha256.ts';
import { headObject, putObject } from './objects.ts';
import { presignDownload, presignUpload } from './presign.ts';

const bytes = new Uint8Array(Buffer.from('%PDF-1.7 devis'));
const announced = () => ({
  bucket: 'uploads' as const,
  key: `acc_test/${randomUUID()}`,
  contentType: 'application/pdf',
  size: bytes.byteLength,
  sha256: sha256Hex(bytes),
  seconds: 60,
});

type Upload = Awaited<ReturnType<typeof presignUpload>>;

async function send({ url, method, headers }: Upload, body: Uint8Array, more: Record<string, string> = {}) {
  const { 'content-length': _, ...others } = headers;
  const response = await fetch(url, { method, headers: { ...others, ...more }, body: new Uint8Array(body) });
  return response.status;
}

describe('an upload link', () => {
  it('takes the announced bytes', async () => {
    const file = announced();
    expect(await send(await presignUpload(file), bytes)).toBe(200);
    expect(await headObject('uploads', file.key)).toMatchObject({ sha256: file.sha256, size: file.size });
  });

  it('takes no other size, no other bytes, no other type, no other hash', async () => {
    const file = announced();
    const link = await presignUpload(file);
    const longer = new Uint8Array([...bytes, 0]);
    const altered = bytes.toReversed();
    const hashOfAltered = createHash('sha256').update(altered).digest('base64');
    expect(await send(link, longer)).toBe(403);
    expect(await send(link, altered)).toBe(400);
    expect(await send(link, altered, { 'x-amz-checksum-sha256': hashOfAltered })).toBe(403);
    expect(await send(link, bytes, { 'content-type': 'text/html' })).toBe(403);
    expect(await headObject('uploads', file.key)).toBeUndefined();
  });

  it('leads nowhere else', async () => {
    const file = announced();
    const link = await presignUpload(file);
    expect(await send({ ...link, url: link.url.replace(file.key, `${file.key}2`) }, bytes)).toBe(403);
  });
});

describe('a download link', () => {
  const stored = (key: string) => putObject({ bucket: 'documents', key, bytes, contentType: 'application/pdf' });

  it('gives the pinned version under a name in any language, later versions or not', async () => {
    const key = `acc_test/${randomUUID()} (été) + 100 %'!*.pdf`;
    const pinned = await stored(key);
    await putObject({ bucket: 'documents', key, bytes: bytes.toReversed(), contentType: 'application/pdf' });
    const response = await fetch(await presignDownload(pinned, 'Devis n° 42 (signé).pdf', true));
    expect(response.status).toBe(200);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="Devis n 42 (signe).pdf"; filename*=UTF-8''Devis%20n%C2%B0%2042%20(sign%C3%A9).pdf`,
    );
  });

  it('gives no other version and no other name', async () => {
    const pinned = await stored(`acc_test/${randomUUID()}.pdf`);
    const url = new URL(await presignDownload(pinned, 'devis.pdf'));
    const with_ = (name: string, value: string) => {
      const other = new URL(url);
      other.searchParams.set(name, value);
      return fetch(other).then(({ status }) => status);
    };
    expect(await with_('versionId', 'null')).toBe(403);
    expect(await with_('response-content-disposition', 'attachment; filename="virus.exe"')).toBe(403);
  });
});

describe('on AWS', () => {
  const endpoint = process.env.AWS_ENDPOINT_URL_S3;
  beforeEach(() => {
    setVariables({ AWS_ENDPOINT_URL_S3: undefined, AWS_SESSION_TOKEN: 'the/session+token==' });
  });

  it("a link goes to the bucket's own host, with the session of the function's role", async () => {
    expect(endpoint).toBeDefined();
    const url = new URL(
      await presignDownload(
        { bucket: 'archive', key: 'acc_1/sig_1/sealed.pdf', versionId: 'v1', sha256: '0'.repeat(64), size: 1 },
        'devis.pdf',
      ),
    );
    expect(url.origin).toBe(`https://${process.env.ARCHIVE_BUCKET}.s3.${process.env.AWS_REGION}.amazonaws.com`);
    expect(url.pathname).toBe('/acc_1/sig_1/sealed.pdf');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      versionId: 'v1',
      'X-Amz-Expires': '60',
      'X-Amz-Security-Token': 'the/session+token==',
      'X-Amz-SignedHeaders': 'host',
    });
  });
});
