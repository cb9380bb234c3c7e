import type { Template } from '../certificates/template.ts';
import { tagsIn } from '../mail-wording/tags.ts';
import type { RecipientFault } from './recipient.ts';

/** The obligatory values of a template that a recipient lacks. */
export const missingValues = (
  { id, variables }: Pick<Template, 'id' | 'variables'>,
  values: Readonly<Record<string, string>>,
): RecipientFault[] =>
  variables
    .filter(({ name, required }) => required && !values[name])
    .map(({ name }) => ({ code: 'value-missing', variable: name, templateId: id }));

/** The variable that a text is about: the first that it names. */
export const variableOf = (text: string): string | undefined => tagsIn(text)[0]?.toLowerCase();
