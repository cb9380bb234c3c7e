import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { PLATFORM, type Tenant, tenantId } from '../../shared/identity/tenant.ts';
import { decryptSecret, encryptSecret } from '../../shared/keys/secret-box.ts';
import { notFound } from '../../shared/problem/problem.ts';
import { sha256Hex } from '../../shared/sha256.ts';
import { entity } from '../../shared/table/entity.ts';
import { say } from '../../shared/text.ts';
import { findOrder, type Order } from './order.ts';

/** Which order tickets are of, by the hash of what their codes begin with. */
const ticketCodes = entity({
  name: 'ticket-code',
  partition: 'hash',
  schema: z.object({ hash: z.string(), tenant: tenantId, orderId: z.string() }),
});

/** A person at the door may type it: without letters that look like figures. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const lettersOf = (bytes: Uint8Array) => [...bytes].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');

const BEGINNING = 12;
const END = 8;

/** `K7M2Q9X4T6WB-1-R8P3H5NC`: what finds the order, the ticket's number, and what nobody makes up. */
const codeOf = (secret: string, ticket: number): string => {
  const end = createHmac('sha256', secret).update(String(ticket)).digest().subarray(0, END);
  return `${secret.slice(0, BEGINNING)}-${ticket}-${lettersOf(end)}`;
};

const bindingOf = (tenant: Tenant, { id }: Pick<Order, 'id'>) => ({ tenant, purpose: `tickets/${id}` });
const hashOf = (beginning: string) => sha256Hex(`ticket ${beginning}`);

/** The tickets of an order, and the write by which they are found again. */
export async function newTickets(tenant: Tenant, order: Order, many: number) {
  const secret = lettersOf(randomBytes(BEGINNING + 20));
  const hash = hashOf(secret.slice(0, BEGINNING));
  return {
    tickets: { secret: await encryptSecret(secret, bindingOf(tenant, order)), many, checkedIn: {} },
    write: ticketCodes.put(PLATFORM, { hash, tenant, orderId: order.id }),
  };
}

/** The codes of an order's tickets, in their order. */
export async function codesOf(tenant: Tenant, order: Order): Promise<string[]> {
  const { tickets } = order;
  if (!tickets) return [];
  const secret = await decryptSecret(tickets.secret, bindingOf(tenant, order));
  return Array.from({ length: tickets.many }, (_, i) => codeOf(secret, i + 1));
}

const SHAPE = /^([A-Z0-9]{12})-(\d{1,4})-[A-Z0-9]{8}$/;

/** The order and number of a ticket, by its code. @throws 404 for a code that was never given, or another account's */
export async function ticketOf(tenant: Tenant, typed: string): Promise<{ order: Order; ticket: number }> {
  const code = typed.trim().toUpperCase();
  const [, beginning, number] = SHAPE.exec(code) ?? [];
  const found = beginning && (await ticketCodes.get(PLATFORM, { hash: hashOf(beginning) }));
  if (!found || found.tenant !== tenant) throw unknownTicket();
  const order = await findOrder(tenant, found.orderId);
  const wanted = (await codesOf(tenant, order))[Number(number) - 1] ?? '';
  const isRight = wanted.length === code.length && timingSafeEqual(Buffer.from(wanted), Buffer.from(code));
  if (!isRight) throw unknownTicket();
  return { order, ticket: Number(number) };
}

const unknownTicket = () =>
  notFound(
    say(
      'Ce billet n’est pas des vôtres : vérifiez chaque caractère du code.',
      'This ticket is none of yours: check each character of the code.',
    ),
  );
