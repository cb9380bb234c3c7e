import * as z from 'zod';
import { certificateFacts } from '../../events/certificate.ts';
import { emailKey } from '../../shared/fields/email-address.ts';
import type { Client } from '../../shared/identity/actor.ts';
import { PLATFORM, type Tenant, tenantId } from '../../shared/identity/tenant.ts';
import { pinnedSchema } from '../../shared/objects/pinned.ts';
import { conflict, notFound } from '../../shared/problem/problem.ts';
import { outgoing } from '../../shared/queue/send.ts';
import { collection } from '../../shared/table/collection.ts';
import { type Due, dueNow } from '../../shared/table/due.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { say } from '../../shared/text.ts';
import { tell } from '../facts/fact.ts';
import { type Entry, emptyChain, entries, headSchema } from '../proof/ledger.ts';
import { badgeUrlsOf } from './badge/badge-urls.ts';
import { revokePlace, statusPlace } from './badge/status-places.ts';
import { type CertificateAct, certificateActs } from './certificate-acts.ts';
import { expiryOf } from './certificate-dates.ts';
import { certificateStates } from './certificate-states.ts';
import { filledText, shownValues } from './certificate-texts.ts';
import { certificateView } from './certificate-view.ts';
import { proveCertificate } from './commands/prove-certificate.ts';
import { sealCertificate } from './commands/seal-certificate.ts';
import { mailFate } from './mail-fate.ts';
import type { Template } from './template.ts';
import { verifyUrl } from './verify-url.ts';

const attachment = z.object({ filename: z.string(), type: z.string(), content: pinnedSchema });

/** What was issued to one person: one for each recipient and template of a campaign, for good. */
export const certificates = entity({
  name: 'certificate',
  partition: 'id',
  feed: true,
  lists: { campaign: 'campaignId' },
  states: certificateStates,
  dues: { seal: ['issuing'], prove: 'always' },
  schema: certificateView.omit({ verifyUrl: true, badge: true }).extend({
    filename: z.string(),
    /** The last email that brings it. */
    mail: mailFate.extend({ id: z.string() }).optional(),
    /** Moves when its email goes to another address: the links of earlier ones open nothing any more. */
    round: z.int().optional(),
    attachment: attachment.optional(),
    chain: headSchema,
    /** Drawn and sealed, as it was given to its holder. */
    sealed: pinnedSchema.optional(),
    /** The same as an Open Badge, and its place in the list of revoked ones. */
    badged: pinnedSchema.optional(),
    statusPlace: statusPlace.optional(),
    /** And up to which act it tells the chain. */
    evidence: pinnedSchema.extend({ sequence: z.int() }).optional(),
  }),
});
export type Certificate = z.infer<(typeof certificates)['schema']>;

/** Whose a certificate is, by its number alone: who verifies one does not know. */
const numbers = entity({
  name: 'certificate-number',
  partition: 'id',
  schema: z.object({ id: z.string(), tenant: tenantId }),
});

/** Who has activated a certificate of the account before. */
const holders = entity({
  name: 'certificate-holder',
  partition: 'address',
  schema: z.object({ address: z.string(), since: z.string() }),
});

const ID = /^crt_[0-9a-z]{26}$/;

export const unknownCertificate = () =>
  notFound(say('Ce certificat n’existe pas.', 'This certificate does not exist.'));

export const getCertificate = async (tenant: Tenant, id: string): Promise<Certificate | undefined> =>
  ID.test(id) ? certificates.get(tenant, { id }) : undefined;

/** @throws 404, for another account's certificate too */
export async function findCertificate(tenant: Tenant, id: string): Promise<Certificate> {
  const certificate = await getCertificate(tenant, id);
  if (!certificate) throw unknownCertificate();
  return certificate;
}

/** A certificate by its number, for whoever verifies it; undefined for one that there is not, or that is not sealed yet. */
export async function numbered(id: string): Promise<{ tenant: Tenant; certificate: Certificate } | undefined> {
  const found = ID.test(id) ? await numbers.get(PLATFORM, { id }) : undefined;
  const certificate = found && (await certificates.get(found.tenant, { id }));
  return found && certificate?.sealed ? { tenant: found.tenant, certificate } : undefined;
}

export const isExpired = ({ expiresAt }: Pick<Certificate, 'expiresAt'>, now: Date): boolean =>
  expiresAt !== undefined && expiresAt <= now.toISOString();

/** Who issues, and whence. */
export interface Issuer extends Client {
  userId: string;
  keyId: string;
  /** The business, as its certificates call it. */
  name: string;
}

interface Wanted {
  id: string;
  folderId: string;
  template: Template;
  email: string;
  values: Record<string, string>;
  campaignId?: string | undefined;
  attachment?: z.infer<typeof attachment> | undefined;
  replaces?: string | undefined;
}

/** A certificate that is to be made, and the writes by which it is: another with its id is none. */
export function issue(
  tenant: Tenant,
  wanted: Wanted,
  issuer: Issuer,
  now: Date,
): { certificate: Certificate; writes: Write[] } {
  const { id, template, values, email, campaignId, replaces, ...rest } = wanted;
  const { locale, validMonths, name } = template;
  const holder = filledText(template.holder, shownValues(template.variables, values, {}, locale));
  const expiresAt = validMonths === undefined ? undefined : expiryOf(now, validMonths).toISOString();
  const optional = {
    ...(campaignId && { campaignId }),
    ...(replaces && { replaces }),
    ...(expiresAt && { expiresAt }),
  };
  const act: CertificateAct = {
    act: 'issued',
    actor: { kind: 'user', id: issuer.userId },
    at: now,
    details: {
      certificate: name,
      templateId: template.id,
      templateVersion: template.version,
      locale,
      keyId: issuer.keyId,
      ...optional,
    },
    personal: { holder, email, issuer: issuer.name, values, address: issuer.address, userAgent: issuer.userAgent },
  };
  const { head, writes } = certificateActs.record(tenant, id, emptyChain, [act]);
  const certificate = {
    ...{ id, status: 'issuing' as const, certificate: name, holder, email, values, locale },
    ...{ folderId: rest.folderId, ...optional, ...(rest.attachment && { attachment: rest.attachment }) },
    ...{ templateId: template.id, templateVersion: template.version },
    issuedAt: now.toISOString(),
    filename: filenameOf(name, holder),
    chain: head,
  };
  const seal = dueNow(outgoing(sealCertificate, { tenant, certificateId: id }), now);
  return {
    certificate,
    writes: [
      certificates.put(tenant, certificate, { due: { seal } }),
      numbers.put(PLATFORM, { id, tenant }),
      ...writes,
    ],
  };
}

/** What people find again among their downloads: « Ramonage, niveau 1 - Zoé Lefèvre.pdf ». */
const filenameOf = (name: string, holder: string) =>
  `${`${name} - ${holder}`
    .replace(/[/\\:*?"<>|\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 150)}.pdf`;

type Move = Exclude<keyof typeof certificateStates.transitions, 'issue'>;
interface Happening {
  move?: Move;
  set?: Partial<Omit<Certificate, 'id' | 'status' | 'chain'>>;
  due?: { seal?: Due | null; prove?: Due | null };
}

/** What others hear of, by the transition that it is. */
const TOLD: Readonly<Record<Move, keyof (typeof certificateFacts)['kinds']>> = {
  seal: 'issued',
  sealActivated: 'issued',
  activate: 'activated',
  revoke: 'revoked',
};

/** The writes by which acts happen to a certificate, if nothing else happened meanwhile. @throws 409 */
export function happen(
  tenant: Tenant,
  certificate: Certificate,
  acts: readonly CertificateAct[],
  { move, set, due }: Happening,
  now: Date,
): Write[] {
  const { id, chain, campaignId } = certificate;
  const { head, writes } = certificateActs.record(tenant, id, chain, acts);
  const prove = dueNow(outgoing(proveCertificate, { tenant, certificateId: id }), now);
  const change = {
    when: { equals: { status: certificate.status, 'chain.sequence': chain.sequence } },
    set: { ...set, chain: head },
    due: { prove, ...due },
  };
  const told = {
    certificateId: id,
    ...(campaignId && { campaignId }),
    ...(set?.replacedBy && { replacedBy: set.replacedBy }),
  };
  return [
    move ? certificates.move(tenant, certificate, move, change) : certificates.update(tenant, certificate, change),
    ...writes,
    ...(move ? [tell(tenant, certificateFacts, TOLD[move], told, now)] : []),
  ];
}

/** All that happened to it, oldest first. */
export const historyOf = async (tenant: Tenant, { id }: Certificate): Promise<Entry[]> =>
  (await collection(tenant, id, { entries })).entries;

export const isKnownHolder = async (tenant: Tenant, email: string): Promise<boolean> =>
  (await holders.get(tenant, { address: emailKey(email) })) !== undefined;

/** Its holder keeps it: the next ones need not be activated. Said twice it is one act. */
export function activate(tenant: Tenant, certificate: Certificate, client: Client, now: Date): Write[] {
  if (!certificateStates.may('activate', certificate)) return [];
  const at = now.toISOString();
  const act: CertificateAct = {
    act: 'activated',
    actor: { kind: 'recipient', id: certificate.id },
    at: now,
    details: { how: 'page' },
    personal: { address: client.address, userAgent: client.userAgent },
  };
  // Who activates is whoever its email reached.
  const holder = { address: emailKey(certificate.mail?.address ?? certificate.email), since: at };
  return [
    ...happen(tenant, certificate, [act], { move: 'activate', set: { activatedAt: at } }, now),
    holders.put(tenant, holder, { when: {} }),
  ];
}

type Mailed = NonNullable<Certificate['mail']>;

/** What became of its email. */
export const mailBecame = (tenant: Tenant, { id, mail }: Certificate, became: Mailed): Write =>
  certificates.update(
    tenant,
    { id },
    { set: { mail: became }, when: { equals: { 'mail.id': became.id, 'mail.status': mail?.status } } },
  );

/** Its email goes out again. */
export function resent(
  tenant: Tenant,
  certificate: Certificate,
  set: { mail: Mailed; round: number },
  { userId, keyId, address, userAgent }: Omit<Issuer, 'name'>,
  now: Date,
): { certificate: Certificate; writes: Write[] } {
  const act: CertificateAct = {
    act: 'resent',
    actor: { kind: 'user', id: userId },
    at: now,
    details: { keyId },
    personal: { email: set.mail.address, address, userAgent },
  };
  return { certificate: { ...certificate, ...set }, writes: happen(tenant, certificate, [act], { set }, now) };
}

/** It is worth nothing from now on, and its page says why. @throws 409 */
export function revoke(
  tenant: Tenant,
  certificate: Certificate,
  { reason, replacedBy }: { reason: string; replacedBy?: string },
  { userId, keyId, address, userAgent }: Omit<Issuer, 'name'>,
  now: Date,
): { certificate: Certificate; writes: Write[] } {
  const set = { revokedAt: now.toISOString(), reason, ...(replacedBy && { replacedBy }) };
  const act: CertificateAct = {
    act: 'revoked',
    actor: { kind: 'user', id: userId },
    at: now,
    details: { keyId, ...(replacedBy && { replacedBy }) },
    personal: { reason, address, userAgent },
  };
  return {
    certificate: { ...certificate, ...set, status: 'revoked' },
    writes: [
      ...happen(tenant, certificate, [act], { move: 'revoke', set }, now),
      ...(certificate.statusPlace ? [revokePlace(tenant, certificate.statusPlace, certificate.id)] : []),
    ],
  };
}

/** Its sealed file, or its evidence, is not there. */
export const notYetMade = () =>
  conflict(
    'not-sealed-yet',
    say(
      'Ce certificat est en préparation : réessayez dans un instant.',
      'This certificate is being made: try again in a moment.',
    ),
  );

/** A certificate as the API shows it. */
export const viewOf = (certificate: Certificate): z.input<typeof certificateView> => ({
  ...certificate,
  verifyUrl: verifyUrl(certificate),
  ...(certificate.badged && { badge: badgeUrlsOf(certificate) }),
});
