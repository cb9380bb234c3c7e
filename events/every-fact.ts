import { type FactName, type Facts, namesOf } from '../shared/function/fact.ts';
import { certificateFacts } from './certificate.ts';
import { consentFacts } from './consent.ts';
import { documentFacts } from './document.ts';
import { listFacts } from './list.ts';
import { mailFacts } from './mail.ts';
import { mailingFacts } from './mailing.ts';
import { orderFacts } from './order.ts';
import { signatureFacts } from './signature.ts';
import { webhookFacts } from './webhook.ts';

/** Everything that can be told, for who lets others choose of it. */
export const everyFact: readonly Facts[] = [
  certificateFacts,
  consentFacts,
  documentFacts,
  listFacts,
  mailFacts,
  mailingFacts,
  orderFacts,
  signatureFacts,
  webhookFacts,
];

export const factNames: readonly FactName[] = everyFact.flatMap(namesOf);
