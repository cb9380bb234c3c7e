import * as z from 'zod';
import { config } from '../../shared/config.ts';
import { about } from '../../shared/fields/about.ts';
import { PLATFORM, type Tenant, tenantId } from '../../shared/identity/tenant.ts';
import { asciiHost } from '../../shared/outside/host-name.ts';
import { conflict } from '../../shared/problem/problem.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { packed, say } from '../../shared/text.ts';

/** Names that would be taken for ours, or that our own pages may come to have. */
const RESERVED = new Set(
  `admin administrator api app assets account accounts aide billing boutique cart checkout compte contact demo docs
  guichet help home inbox legal login logout mail me mentions-legales new null orders page pages panier password pay
  payment paiement portal portail postmaster privacy public root security secure settings shop shops sign signin signup
  static status support system test themes tickets undefined user users webhooks webmaster wordpress wp-admin www`.split(
    /\s+/,
  ),
);
export const isReserved = (name: string): boolean => RESERVED.has(name);

const SHAPE = /^[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?$/;

export const directoryName = z
  .string()
  .trim()
  .toLowerCase()
  .min(3)
  .regex(SHAPE, {
    error: packed(
      'Un répertoire est fait de 3 à 50 lettres sans accent, chiffres ou « - » ; il ne commence ni ne finit par « - ».',
      'A directory has 3 to 50 letters without accents, digits or “-”; it neither begins nor ends with “-”.',
    ),
  })
  .refine((name) => !isReserved(name), {
    error: packed(
      'Ce nom est réservé. Prenez celui de votre enseigne, par exemple durand-menuiserie.',
      'This name is reserved. Take that of your business, for instance durand-menuiserie.',
    ),
  })
  .meta(about('Le répertoire, en minuscules.', 'The directory, in lower case.', 'durand'));

export const ownDomain = z
  .string()
  .transform((typed, context) => {
    const host = asciiHost(typed);
    if (host?.includes('.') && !/[:_]|\.\d+$/.test(host)) return host;
    context.addIssue({
      code: 'custom',
      message: packed(
        'Donnez un nom de domaine. Exemple : boutique.durand-menuiserie.fr.',
        'Give a domain name. Example: shop.durand.example.',
      ),
    });
    return z.NEVER;
  })
  .meta(
    about(
      'Votre propre domaine ; il est noté, puis activé avec vous.',
      'Your own domain; it is noted, then activated with you.',
      'boutique.durand-menuiserie.fr',
    ),
  );

/** Whose a public directory is. It stays theirs when they take another: links to it keep leading to them. */
const directories = entity({
  name: 'public-directory',
  partition: 'directory',
  schema: z.object({ directory: z.string(), owner: tenantId }),
});

/** Where an account's public pages are. */
const publicAddresses = entity({
  name: 'public-address',
  partition: 'of',
  schema: z.object({
    of: z.literal('public-address'),
    directory: z.string(),
    domain: z.string().optional(),
    /** Directories that were its own before. */
    former: z.array(z.string()),
    version: z.int(),
  }),
});
export type PublicAddress = z.infer<(typeof publicAddresses)['schema']>;
const OF = { of: 'public-address' } as const;

/** Directories that one account may keep. */
const MOST = 10;

export const readPublicAddress = (tenant: Tenant): Promise<PublicAddress | undefined> =>
  publicAddresses.get(tenant, OF);

/** Whose public pages a directory holds. */
export const ownerOf = async (directory: string): Promise<Tenant | undefined> =>
  SHAPE.test(directory) ? (await directories.get(PLATFORM, { directory }))?.owner : undefined;

/** Where the public pages of an account begin. */
export const shopUrl = ({ directory }: Pick<PublicAddress, 'directory'>): string =>
  `${config.publicUrl()}/shop/${directory}`;

const taken = () =>
  conflict(
    'directory-taken',
    say('Ce répertoire est déjà pris. Choisissez-en un autre.', 'This directory is taken. Choose another one.'),
  );

/**
 * The writes by which an account takes a public directory, or takes up again one of its own.
 * @throws 409 `directory-taken` when it is another's, or when the account has ten already
 */
export function reserve(
  tenant: Tenant,
  before: PublicAddress | undefined,
  { directory, domain }: { directory: string; domain?: string | undefined },
): { address: PublicAddress; writes: Write[] } {
  const own = before ? [before.directory, ...before.former] : [];
  const former = own.filter((name) => name !== directory);
  const isNew = !own.includes(directory);
  if (isNew && own.length >= MOST) {
    throw conflict(
      'directory-taken',
      say(
        `Un compte garde ${MOST} répertoires au plus : reprenez l’un des vôtres (${own.join(', ')}).`,
        `An account keeps ${MOST} directories at most: take up one of yours again (${own.join(', ')}).`,
      ),
    );
  }
  const address: PublicAddress = {
    ...OF,
    directory,
    former,
    version: (before?.version ?? 0) + 1,
    ...(domain && { domain }),
  };
  const when = before ? { equals: { version: before.version } } : { absent: true as const };
  const writes = [
    publicAddresses.put(tenant, address, { when }),
    ...(isNew ? [directories.put(PLATFORM, { directory, owner: tenant }, { otherwise: taken })] : []),
  ];
  return { address, writes };
}
