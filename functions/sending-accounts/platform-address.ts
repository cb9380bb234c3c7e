import { config } from '../../shared/config.ts';

/** The name and the address of Guichet's own mails. */
export function platformAddress(): { name: string; address: string } {
  const { name, address } =
    /^(?:(?<name>.*?)\s*<)?(?<address>[^<>\s]+@[^<>\s]+?)>?$/.exec(config.mailFrom())?.groups ?? {};
  return { name: name || 'Guichet', address: address ?? config.mailFrom() };
}
