import { serve } from '../../../shared/function/http.ts';
import { emailTemplates, readChoice, shown } from '../email-template.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ query: { kind, limit, cursor }, actor, locale, now }) => {
  const where = (template: { kind: string }) => !kind || template.kind === kind;
  const [choice, { items, ...next }] = await Promise.all([
    readChoice(actor.tenant),
    emailTemplates.list(actor.tenant, 'feed', { now, limit, cursor, where }),
  ]);
  return { status: 200, body: { ...next, items: items.map((template) => shown(template, choice, locale)) } };
});
