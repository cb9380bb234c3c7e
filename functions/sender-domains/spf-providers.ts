import type { SpfSender } from './spf.ts';

/** What each provider asks for in the SPF record of a domain that writes through it; the first include is advised. */
const IONOS = ['_spf-eu.ionos.com', '_spf-us.ionos.com', '_spf.kundenserver.de', '_spf.perfora.net'];
const SENDERS = {
  '1and1': { name: '1&1', includes: IONOS },
  brevo: { name: 'Brevo', includes: ['spf.brevo.com', 'spf.sendinblue.com'] },
  gandi: { name: 'Gandi', includes: ['_mailcust.gandi.net'] },
  gmail: { name: 'Gmail', includes: ['_spf.google.com'] },
  ionos: { name: 'Ionos', includes: IONOS },
  mailjet: { name: 'Mailjet', includes: ['spf.mailjet.com'] },
  'microsoft-365': { name: 'Microsoft 365', includes: ['spf.protection.outlook.com'] },
  ovh: { name: 'OVH', includes: ['mx.ovh.com', 'mx.ovh.ca'] },
  ses: { name: 'Amazon SES', includes: ['amazonses.com'] },
} as const satisfies Record<string, SpfSender>;

export type SpfProvider = keyof typeof SENDERS;
export const SPF_PROVIDERS = Object.keys(SENDERS) as SpfProvider[];

/** The servers of a provider (the id of its preset, or `ses`), where it asks for a word in the SPF record. */
export const spfSender = (id: string | undefined): SpfSender | undefined =>
  id !== undefined && Object.hasOwn(SENDERS, id) ? SENDERS[id as SpfProvider] : undefined;
