import * as z from 'zod';
import { type Brand, GUICHET, logoPath } from '../../shared/brand/brand.ts';
import { config } from '../../shared/config.ts';
import { PLATFORM, type Tenant } from '../../shared/identity/tenant.ts';
import { newId } from '../../shared/ids.ts';
import { type Pinned, pinnedSchema } from '../../shared/objects/pinned.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import type { brandInput, brandView } from './brand-view.ts';
import { IMAGE_TYPES, type Image } from './logo-image.ts';

const image = {
  id: z.string(),
  type: z.enum(IMAGE_TYPES),
  /** Pixels. */
  width: z.int(),
  height: z.int(),
  content: pinnedSchema,
};

/** How a business shows itself: nothing of it is set at first. */
const brands = entity({
  name: 'brand',
  partition: 'of',
  schema: z.object({
    of: z.literal('brand'),
    name: z.string().optional(),
    legalName: z.string().optional(),
    colour: z.string().optional(),
    phone: z.string().optional(),
    email: z.string().optional(),
    logo: z.object(image).optional(),
    /** Moves with every change. */
    version: z.int(),
  }),
});
type Kept = z.infer<(typeof brands)['schema']>;
const OF = { of: 'brand' } as const;

/** A logo by its id alone: its address, on pages that anybody may be shown, says nothing of whose it is. */
const logos = entity({ name: 'logo', partition: 'id', schema: z.object(image) });
export type KeptLogo = z.infer<(typeof logos)['schema']>;

/** A sign whose logo can be read. */
export type Branded = Brand & { logo?: KeptLogo | undefined };

export const readBrand = (tenant: Tenant): Promise<Kept | undefined> => brands.get(tenant, OF);

export const getLogo = (id: string): Promise<KeptLogo | undefined> => logos.get(PLATFORM, { id });

/** What the platform itself sends is ours. */
const OURS: Branded = GUICHET as Branded;

/** The sign of a business, on what it sends. @param known what it is called where it has set no name */
export async function brandOf(tenant: Tenant, known: string): Promise<Branded> {
  if (tenant === PLATFORM) return OURS;
  const kept = await readBrand(tenant);
  return { ...kept, name: kept?.name ?? known };
}

/** The write that keeps a sign as it is to be, if nobody changed it meanwhile. */
function keep(tenant: Tenant, before: Kept | undefined, now: Omit<Kept, 'of' | 'version'>): Write {
  const version = (before?.version ?? 0) + 1;
  const when = before ? { equals: { version: before.version } } : { absent: true as const };
  return brands.put(tenant, { ...now, ...OF, version }, { when });
}

/** A sign with some fields changed, and the write of it. */
export function change(tenant: Tenant, before: Kept | undefined, changes: z.output<typeof brandInput>) {
  const fields = Object.entries({ ...before, ...changes }).filter(([, value]) => value !== null && value !== undefined);
  const brand = Object.fromEntries(fields) as Omit<Kept, 'of' | 'version'>;
  return { brand, writes: [keep(tenant, before, brand)] };
}

/** A sign with another logo, or none, and the writes of it: the former one is served no more. */
export function changeLogo(
  tenant: Tenant,
  before: Kept | undefined,
  given: (Image & { content: Pinned }) | undefined,
  now: Date,
) {
  const { logo: former, ...rest } = before ?? {};
  const logo = given && { ...given, id: newId('lgo', now) };
  const brand = { ...rest, ...(logo && { logo }) };
  return {
    brand,
    writes: [
      keep(tenant, before, brand),
      ...(former ? [logos.delete(PLATFORM, former)] : []),
      ...(logo ? [logos.put(PLATFORM, logo)] : []),
    ],
  };
}

/** A sign as the API shows it. */
export function viewOf(brand: Partial<Kept> | undefined): z.input<typeof brandView> {
  const { logo, ...fields } = brand ?? {};
  if (!logo) return fields;
  const { type, width, height, content } = logo;
  return { ...fields, logo: { url: config.publicUrl() + logoPath(logo), type, width, height, size: content.size } };
}
