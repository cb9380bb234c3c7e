import * as z from 'zod';

/**
 * The first part of every key. Only three things make one: an authenticated actor, a message of our own queues and a
 * stored capability; a handler cannot build it from what a caller typed.
 */
export const tenantId = z
  .string()
  .regex(/^acc_[0-9a-z]{26}$/)
  .brand<'Tenant'>();
export type Tenant = z.infer<typeof tenantId>;

/** What belongs to no account: keys, links, sign-ups, counters. */
export const PLATFORM = 'platform' as Tenant;
