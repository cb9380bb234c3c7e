import createContract from '../../functions/sending-accounts/create-smtp-account/contract.ts';
import { handler as create } from '../../functions/sending-accounts/create-smtp-account/handler.ts';
import deleteContract from '../../functions/sending-accounts/delete-smtp-account/contract.ts';
import { handler as remove } from '../../functions/sending-accounts/delete-smtp-account/handler.ts';
import getContract from '../../functions/sending-accounts/get-smtp-account/contract.ts';
import { handler as get } from '../../functions/sending-accounts/get-smtp-account/handler.ts';
import updateContract from '../../functions/sending-accounts/update-smtp-account/contract.ts';
import { handler as update } from '../../functions/sending-accounts/update-smtp-account/handler.ts';
import type { TestTenant } from '../tenant.ts';

/** A mailbox at Gmail, as its owner types it. */
export const GMAIL = {
  preset: 'gmail',
  login: 'atelier.durand@gmail.com',
  password: 'abcd efgh ijkl mnop',
  fromAddress: 'atelier.durand@gmail.com',
  fromName: 'Atelier Durand',
  owner: 'shop',
};

/** What a user does with SMTP accounts over the API. */
export const smtpSteps = (t: TestTenant) => ({
  create: (body: object = {}, call: { as?: string; headers?: Record<string, string> } = {}) =>
    t.call(create, createContract, { body: { ...GMAIL, ...body }, ...call }),
  /** An account of the shop at a server of the test's own. */
  at: async ({ port }: { port: number }, more: object = {}): Promise<string> => {
    const here = { preset: undefined, host: 'localhost', port, security: 'starttls', password: 'mon chien dort' };
    const { body } = await t.call(create, createContract, { body: { ...GMAIL, ...here, ...more } });
    return body.id;
  },
  read: (smtpAccountId: string, as = t.apiKey) => t.call(get, getContract, { params: { smtpAccountId }, as }),
  update: (smtpAccountId: string, body: object, as = t.apiKey) =>
    t.call(update, updateContract, { params: { smtpAccountId }, body, as }),
  remove: (smtpAccountId: string, as = t.apiKey) => t.call(remove, deleteContract, { params: { smtpAccountId }, as }),
});
