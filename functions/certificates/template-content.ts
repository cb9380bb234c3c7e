import { PDF } from '@libpdf/core';
import type * as z from 'zod';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { getPinned } from '../../shared/objects/objects.ts';
import type { Pinned } from '../../shared/objects/pinned.ts';
import { type FieldError, invalid, invalidField } from '../../shared/problem/problem.ts';
import type { Write } from '../../shared/table/transact.ts';
import { say } from '../../shared/text.ts';
import { imageIn } from '../branding/logo-image.ts';
import { type KeptFile, useFile } from './certificate-file.ts';
import { mistaken, variablesIn } from './certificate-texts.ts';
import { findFolder } from './folder.ts';
import type { TemplateContent } from './template.ts';
import { LAYOUT_WORDS } from './template-layouts.ts';
import type { templateInput } from './template-view.ts';

type Input = { [F in keyof typeof templateInput]?: z.output<(typeof templateInput)[F]> | null | undefined };

const HOLDER = '{{prenom}} {{nom}}';

/**
 * A template as it is to be, checked, of what is given and of what it was before.
 * @throws 422 that tells each fault by its field
 */
export async function templateContent(
  tenant: Tenant,
  given: Input,
  before?: TemplateContent,
): Promise<{ content: TemplateContent; writes: Write[] }> {
  const { variables: said, background, ...rest } = given;
  const kept = Object.fromEntries(
    Object.entries({ ...before, ...rest }).filter(([, value]) => value !== null && value !== undefined),
  ) as Partial<TemplateContent>;
  if (kept.folderId) await findFolder(tenant, kept.folderId);
  const base = {
    ...kept,
    name: kept.name ?? '',
    locale: kept.locale ?? 'fr',
    layout: kept.layout ?? 'classic',
    orientation: kept.orientation ?? 'landscape',
    texts: kept.texts ?? {},
    holder: kept.holder ?? HOLDER,
  } as const;
  const ground =
    background === undefined ? { background: base.background, files: base.files ?? {}, writes: [] } : undefined;
  const { background: laid, files, writes } = ground ?? (background ? await usedGround(tenant, background) : NO_GROUND);
  const texts = textsOf({ ...base, background: laid });
  mustBeTags(texts);
  const { background: _, ...others } = base;
  const content: TemplateContent = {
    ...others,
    ...(laid && { background: laid }),
    files,
    variables: variablesIn(
      texts.map(({ text }) => text),
      said ?? before?.variables,
    ),
  };
  return { content, writes };
}

const NO_GROUND = { background: undefined, files: {}, writes: [] };

interface Said {
  pointer: string;
  text: string;
}

/** Every text that is drawn, and where it was given. */
function textsOf({
  texts,
  holder,
  background,
  locale,
}: Pick<TemplateContent, 'texts' | 'holder' | 'background' | 'locale'>): Said[] {
  const own = background
    ? background.elements.flatMap((element, i) =>
        element.kind === 'text' ? [{ pointer: `/background/elements/${i}/text`, text: element.text }] : [],
      )
    : Object.entries({ ...LAYOUT_WORDS[locale], ...texts }).map(([name, text]) => ({
        pointer: `/texts/${name}`,
        text: text ?? '',
      }));
  return [{ pointer: '/holder', text: holder }, ...own];
}

/** @throws 422 for what looks like a variable and is none */
function mustBeTags(texts: readonly Said[]): void {
  const errors = texts.flatMap(({ pointer, text }): FieldError[] =>
    mistaken(text).map((name) => ({
      pointer,
      detail: say(
        `« ${name} » n’est pas une variable : son nom a des lettres sans accent, des chiffres et « _ », comme {{date_de_naissance}}.`,
        `“${name}” is no variable: its name has letters without accents, digits and “_”, such as {{date_of_birth}}.`,
      ),
    })),
  );
  if (errors.length > 0) throw invalid(errors);
}

type Background = NonNullable<z.output<(typeof templateInput)['background']>>;

/** A background whose files are there, with its size. @throws 422 */
async function usedGround(tenant: Tenant, background: Background) {
  const files: Record<string, Pinned> = {};
  const writes: Write[] = [];
  const use = async (fileId: string, pointer: string): Promise<KeptFile> => {
    const used = await useFile(tenant, fileId, pointer);
    if (!files[fileId]) writes.push(...used.writes);
    files[fileId] = used.file.content;
    return used.file;
  };
  const size = await sizeOf(await use(background.fileId, '/background/fileId'));
  for (const [i, element] of background.elements.entries()) {
    if (element.kind === 'image') await use(element.fileId, `/background/elements/${i}/fileId`);
    mustBeOnPage(element, size, `/background/elements/${i}`);
  }
  return { background: { ...background, ...size }, files, writes };
}

interface Size {
  width: number;
  height: number;
}

/** The long side of a picture without a size of its own, in points: that of A4. */
const LONG_SIDE = 841.89;

/** In points. @throws 422 for a PDF of more pages than one */
async function sizeOf({ type, content }: KeptFile): Promise<Size> {
  const bytes = await getPinned(content);
  if (type !== 'application/pdf') {
    const image = imageIn(Buffer.from(bytes));
    const scale = LONG_SIDE / Math.max(image?.width ?? 1, image?.height ?? 1);
    return { width: rounded((image?.width ?? 1) * scale), height: rounded((image?.height ?? 1) * scale) };
  }
  const pdf = await PDF.load(bytes);
  const pages = pdf.getPageCount();
  if (pages !== 1) {
    throw invalidField(
      '/background/fileId',
      say(
        `Ce PDF a ${pages} pages : donnez un fond d’une seule page.`,
        `This PDF has ${pages} pages: give a background of one page.`,
      ),
    );
  }
  const { width, height } = await PDF.create().embedPage(pdf, 0);
  return { width: rounded(width), height: rounded(height) };
}

const rounded = (points: number) => Math.round(points * 100) / 100;

/** @throws 422 */
function mustBeOnPage(element: Background['elements'][number], page: Size, pointer: string): void {
  const [width, height] = element.kind === 'qr' ? [element.size, element.size] : [element.width, element.height];
  if (element.x + width <= page.width + 0.5 && element.y + height <= page.height + 0.5) return;
  throw invalidField(
    pointer,
    say(
      `Cet élément sort de la page, qui fait ${page.width} × ${page.height} points.`,
      `This element reaches beyond the page, which has ${page.width} × ${page.height} points.`,
    ),
  );
}
