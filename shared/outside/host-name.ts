import { domainToASCII } from 'node:url';
import ipaddr from 'ipaddr.js';

// What a URL parser would read as something else than a host: it would stop there, or decode it.
const NOT_OF_A_HOST = /[\s\p{Cc}/\\?#@%]/u;
const LABEL = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/;

/**
 * A host as machines write it: names in lower-case ASCII (punycode) without their last dot, IP addresses in their usual
 * notation whatever was typed (`0x7f.1`, `[::1]`). `undefined` when it is neither.
 */
export function asciiHost(typed: string): string | undefined {
  const host = typed.trim();
  if (NOT_OF_A_HOST.test(host)) return undefined;
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  if (bare.includes(':')) return ipaddr.IPv6.isValid(bare) ? ipaddr.IPv6.parse(bare).toString() : undefined;
  const name = domainToASCII(host).replace(/\.$/, '');
  return name.length <= 253 && name.split('.').every((label) => LABEL.test(label)) ? name : undefined;
}
