import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { listQuery, pageOf } from '../../../shared/table/list.ts';
import { say } from '../../../shared/text.ts';
import { consentStates } from '../consent-states.ts';
import { askedContact, ground, listedConsent } from '../consent-view.ts';

export default http({
  route: 'GET /v1/consents',
  summary: say(
    'Liste les consentements, de l’adresse sollicitée en dernier à la première.',
    'Lists the consents, from the address first asked last to the earliest.',
  ),
  description: say(
    'Une adresse à laquelle rien n’est jamais arrivé n’y est pas : elle n’est pas sollicitée.',
    'An address to which nothing ever happened is not among them: it is not solicited.',
  ),
  auth: 'user',
  rights: 'consents:read',
  query: z.strictObject({
    ...listQuery,
    status: consentStates.schema.optional(),
    ground: ground.optional(),
    contactId: askedContact.optional(),
  }),
  returns: { 200: pageOf(listedConsent) },
  access: ['table:read'],
});
