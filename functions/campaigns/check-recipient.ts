import type { Template } from '../certificates/template.ts';
import type { RecipientFault } from './recipient.ts';

/** The obligatory values of a template that a recipient lacks. */
export const missingValues = (
  { id, variables }: Pick<Template, 'id' | 'variables'>,
  values: Readonly<Record<string, string>>,
): RecipientFault[] =>
  variables
    .filter(({ name, required }) => required && !values[name])
    .map(({ name }) => ({ code: 'value-missing', variable: name, templateId: id }));
