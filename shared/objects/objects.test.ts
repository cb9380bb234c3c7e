import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../sha256.ts';
import { AlreadyThere, getObject, getPinned, headObject, putObject } from './objects.ts';
import { presignDownload } from './presign.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (content: Uint8Array) => new TextDecoder().decode(content);
const place = () => ({ bucket: 'documents', key: `test/${randomBytes(8).toString('hex')}.pdf` }) as const;
const put = (at: ReturnType<typeof place>, content: string, onlyIfAbsent = false) =>
  putObject({ ...at, bytes: bytes(content), contentType: 'application/pdf', onlyIfAbsent });

describe('a stored object', () => {
  it('is pinned: its version keeps its bytes whatever comes after', async () => {
    const at = place();
    const first = await put(at, 'first');
    const second = await put(at, 'second');
    expect(text(await getPinned(first))).toBe('first');
    expect(text(await getObject(at.bucket, at.key))).toBe('second');
    expect(await headObject(at.bucket, at.key)).toEqual(second);
    expect(second).toMatchObject({ ...at, size: 6, sha256: sha256Hex(bytes('second')) });
  });

  it('is not taken for another: bytes that are not those pinned are refused', async () => {
    const first = await put(place(), 'first');
    await expect(getPinned({ ...first, sha256: sha256Hex('other') })).rejects.toThrow('no longer what was pinned');
  });

  it('is written once where only the first counts, however many write at once', async () => {
    const at = place();
    const outcomes = await Promise.allSettled(['a', 'b', 'c'].map((content) => put(at, content, true)));
    const refused = outcomes.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(refused).toHaveLength(2);
    for (const { reason } of refused) expect(reason).toBeInstanceOf(AlreadyThere);
  });

  it('that is not there is not there', async () => {
    const { bucket, key } = place();
    expect(await headObject(bucket, key)).toBeUndefined();
    await expect(getObject(bucket, key)).rejects.toThrow();
  });
});

it.each([
  ['devis (signé) n° 5.pdf', false, 'inline'],
  ['it’s "50 %" \\ €.pdf', true, 'attachment'],
  ["d'été;x=1.pdf", true, 'attachment'],
])('a download of %s bears its name', async (filename, download, disposition) => {
  const pinned = await put(place(), 'content');
  const response = await fetch(await presignDownload(pinned, filename, download));
  expect(await response.text()).toBe('content');
  const header = response.headers.get('content-disposition') ?? '';
  expect(header).toMatch(new RegExp(`^${disposition}; filename="[^"]*"; filename\\*=UTF-8''`));
  expect(decodeURIComponent(header.split("''")[1] ?? '')).toBe(filename);
});
