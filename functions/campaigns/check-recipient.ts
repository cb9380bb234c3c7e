import type { Tenant } from '../../shared/identity/tenant.ts';
import { ConditionFailed, transact } from '../../shared/table/transact.ts';
import { layOut } from '../certificates/drawing/draw-certificate.ts';
import { sampleOf, shownOf } from '../certificates/own-values.ts';
import type { Template } from '../certificates/template.ts';
import { designOf, issuerOf } from '../certificates/template-design.ts';
import { tagsIn } from '../mail-wording/tags.ts';
import { correctRecipient, doubtRecipient, type Recipient, type RecipientFault } from './recipient.ts';

/** The obligatory values of a template that a recipient lacks. */
export const missingValues = (
  { id, variables }: Pick<Template, 'id' | 'variables'>,
  values: Readonly<Record<string, string>>,
): RecipientFault[] =>
  variables
    .filter(({ name, required }) => required && !values[name])
    .map(({ name }) => ({ code: 'value-missing', variable: name, templateId: id }));

/** The variable that a text is about: the first that it names. */
const variableOf = (text: string): string | undefined => tagsIn(text)[0]?.toLowerCase();

const SHOWN = 200;

/** Lays out every certificate of some recipients, and notes what is wrong. @returns how many have something wrong */
export async function noteFaults(
  tenant: Tenant,
  recipients: readonly Recipient[],
  templates: readonly Template[],
  now: Date,
): Promise<number> {
  const brand = await issuerOf(tenant);
  const designs = templates.map((template) => ({ template, design: designOf(template, brand) }));
  let faulty = 0;
  for (const recipient of recipients) {
    const faults: RecipientFault[] = [];
    for (const { template, design } of designs) {
      faults.push(...missingValues(template, recipient.values));
      const laid = await layOut(design, shownOf(sampleOf(template, recipient.values, now), template, brand.name));
      for (const { code, about, value } of laid.faults) {
        const variable = variableOf(about);
        faults.push({ code, ...(variable && { variable }), templateId: template.id, value: value.slice(0, SHOWN) });
      }
    }
    if (faults.length > 0) faulty++;
    if (faults.length > 0) await unlessChanged(transact([doubtRecipient(tenant, recipient, faults)]));
    else if (recipient.status === 'faulty') await unlessChanged(transact([correctRecipient(tenant, recipient, {})]));
  }
  return faulty;
}

/** Another run of the same step did the same. */
async function unlessChanged(write: Promise<void>): Promise<void> {
  await write.catch((error) => {
    if (!(error instanceof ConditionFailed)) throw error;
  });
}
