import { beforeAll, describe, expect, it } from 'vitest';
import { sampleLogo } from '../../test/png.ts';
import { type TestTenant, tenant } from '../../test/tenant.ts';
import getContract from './get-brand/contract.ts';
import { handler as getBrand } from './get-brand/handler.ts';
import removeContract from './remove-logo/contract.ts';
import { handler as removeLogo } from './remove-logo/handler.ts';
import setContract from './set-logo/contract.ts';
import { handler as setLogo } from './set-logo/handler.ts';
import logoContract from './show-logo/contract.ts';
import { handler as showLogo } from './show-logo/handler.ts';
import themeContract from './show-theme/contract.ts';
import { handler as showTheme } from './show-theme/handler.ts';
import updateContract from './update-brand/contract.ts';
import { handler as updateBrand } from './update-brand/handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

const update = (body: unknown, as?: string) => t.call(updateBrand, updateContract, { body, ...(as && { as }) });
const read = async () => (await t.call(getBrand, getContract)).body;
const put = (bytes: Buffer) => t.call(setLogo, setContract, { body: { image: bytes.toString('base64') } });
const why = ({ body }: { body: { errors: { pointer: string; detail: string }[] } }) => body.errors[0]?.detail;

/** One grey pixel square in JPEG, as small as they come: 16 by 16, then what a scan holds. */
const jpeg = (width: number, height: number) =>
  Buffer.concat([
    Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
    Buffer.from('ffc0000b08', 'hex'),
    Buffer.from([height >> 8, height & 255, width >> 8, width & 255]),
    Buffer.from('01011100ffda0008010100003f00d2cf20ffd9', 'hex'),
  ]);

describe('the brand of an account', () => {
  it('is nothing at first, and keeps each field that is given', async () => {
    expect(await read()).toEqual({});
    const legalName = 'Durand & fils SARL, 12 rue des Lilas, 69003 Lyon';
    expect((await update({ name: 'Durand Menuiserie', legalName, colour: '#7A2E1D' })).body).toEqual({
      name: 'Durand Menuiserie',
      legalName,
      colour: '#7a2e1d',
    });
    await update({ phone: '04 78 00 00 00', name: null });
    expect(await read()).toEqual({ legalName, colour: '#7a2e1d', phone: '04 78 00 00 00' });
  });

  it('takes a short colour for the long one', async () => {
    expect((await update({ colour: '#175' })).body.colour).toBe('#117755');
  });

  it.each(['#ffe100', '#fff', '#ff6600'])(
    'refuses %s, which nobody could read, and offers a shade that it takes',
    async (pale) => {
      const refused = await update({ colour: pale });
      expect(refused.status).toBe(422);
      expect(why(refused)).toMatch(/trop claire.*par exemple #[0-9a-f]{6}/);
      const [offered] = /#[0-9a-f]{6}/.exec(why(refused) ?? '') ?? [];
      expect((await update({ colour: offered })).status).toBe(200);
    },
  );

  it.each(['vert', '#12345', 'rgb(1,2,3)'])(
    'refuses %s, which is no colour, and says how to write one',
    async (colour) => {
      expect(why(await update({ colour }))).toContain('#1c5a48');
    },
  );

  it('is changed only by who may change the account', async () => {
    expect((await update({ name: 'Autre' }, await t.key('account:read'))).status).toBe(403);
  });
});

describe('a logo', () => {
  it.each([
    ['PNG', sampleLogo(320, 88), 'image/png', 320, 88],
    ['JPEG', jpeg(200, 60), 'image/jpeg', 200, 60],
  ])('as %s is shown to anybody, as it was given', async (_, bytes, type, width, height) => {
    const { status, body } = await put(bytes);
    expect(status).toBe(200);
    expect(body.logo).toMatchObject({ type, width, height, size: bytes.length });
    const logoId = String(body.logo.url).split('/').at(-1) ?? '';
    const served = await t.submit(showLogo, logoContract, { params: { logoId } });
    expect(served.headers['content-type']).toBe(type);
    expect(Buffer.from(served.body).equals(bytes)).toBe(true);
  });

  it('that is replaced or removed is served no more', async () => {
    const idOf = ({ body }: { body: { logo: { url: string } } }) => body.logo.url.split('/').at(-1) ?? '';
    const first = idOf(await put(sampleLogo(100, 40)));
    const second = idOf(await put(sampleLogo(120, 40)));
    expect((await t.submit(showLogo, logoContract, { params: { logoId: first } })).status).toBe(404);
    expect((await t.call(removeLogo, removeContract)).body.logo).toBeUndefined();
    expect((await t.call(removeLogo, removeContract)).status).toBe(200);
    expect((await t.submit(showLogo, logoContract, { params: { logoId: second } })).status).toBe(404);
    expect((await read()).logo).toBeUndefined();
  });

  it('given twice at once: both are taken, and the one that stands is shown, the other no more', async () => {
    const answers = await Promise.all([put(sampleLogo(100, 40)), put(sampleLogo(100, 40))]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const shown = (url: string) =>
      t
        .submit(showLogo, logoContract, { params: { logoId: url.split('/').at(-1) ?? '' } })
        .then(({ status }) => status);
    const urls = answers.map(({ body }) => String(body.logo.url));
    const { url: standing } = (await read()).logo;
    expect(urls).toContain(standing);
    expect(await Promise.all(urls.map(shown))).toEqual(urls.map((url) => (url === standing ? 200 : 404)));
  });

  it.each([
    [
      'an SVG',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>'),
      'SVG',
    ],
    ['a page', Buffer.from('<!DOCTYPE html><title>logo.png</title>'), 'ni un PNG ni un JPEG'],
    ['a GIF', Buffer.from('GIF89a\x10\x00\x10\x00', 'latin1'), 'ni un PNG ni un JPEG'],
    ['a PNG cut short', sampleLogo(320, 88).subarray(0, -20), 'entier'],
    ['a PNG with a byte of its picture changed', damaged(sampleLogo(320, 88)), 'entier'],
    ['a JPEG cut short', jpeg(200, 60).subarray(0, -2), 'entier'],
    ['nothing', Buffer.alloc(0), 'ni un PNG'],
    ['a huge picture', jpeg(5_000, 60), '5000 × 60 pixels'],
    ['a dot', sampleLogo(2, 2), '2 × 2 pixels'],
    ['a heavy file', Buffer.alloc(300_000), '300 Ko'],
  ])('is refused: %s', async (_, bytes, words) => {
    const refused = await put(bytes);
    expect(refused.status).toBe(422);
    expect(why(refused)).toContain(words);
  });

  it('of 20 MB is refused before it is read', async () => {
    const refused = await put(Buffer.alloc(20_000_000));
    expect(refused.status).toBe(413);
    expect(refused.body.detail).toContain('512 Ko');
  });
});

describe('the style sheet of a colour', () => {
  it('has its shades for the light and the dark, and is kept for good', async () => {
    const { headers, body } = await t.submit(showTheme, themeContract, { params: { file: '7a2e1d.css' } });
    expect(headers).toMatchObject({
      'content-type': 'text/css; charset=utf-8',
      'cache-control': expect.stringContaining('immutable'),
    });
    expect(Buffer.from(body).toString()).toMatch(/--brand:#7a2e1d.*prefers-color-scheme:dark.*--brand:#/);
  });

  it.each(['red.css', '7a2e1d', '7a2e1d;}.css'])('is none for %s', async (file) => {
    expect((await t.submit(showTheme, themeContract, { params: { file } })).status).toBe(404);
  });
});

function damaged(bytes: Buffer): Buffer {
  const changed = Buffer.from(bytes);
  changed[60] = (changed[60] ?? 0) ^ 1;
  return changed;
}
