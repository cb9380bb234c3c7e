import { type FieldError, invalid } from '../../shared/problem/problem.ts';
import { say, type Text } from '../../shared/text.ts';
import { readerOf, type Variable } from '../certificates/variable.ts';
import { lineText } from './import-faults.ts';

/** Values as they are kept, of what was typed for each variable. @throws 422 that tells each that is none of its kind */
export function typedValues(
  variables: readonly Variable[],
  typed: Readonly<Record<string, string>>,
  pointer: string,
): Record<string, string> {
  const errors: FieldError[] = [];
  const values: Record<string, string> = {};
  for (const [name, text] of Object.entries(typed)) {
    const kind = variables.find((each) => each.name === name)?.kind ?? 'text';
    const read = readerOf(kind)(text.trim() || null);
    if ('error' in read) errors.push({ pointer: `${pointer}/${name}`, detail: about(lineText(read.error), text) });
    else if (read.value !== null) values[name] = read.value;
  }
  if (errors.length > 0) throw invalid(errors);
  return values;
}

const about = ({ fr, en }: Text, text: string): Text => say(`« ${text} » : ${fr}`, `“${text}”: ${en}`);
