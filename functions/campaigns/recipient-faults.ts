import { say, type Text } from '../../shared/text.ts';
import { faultText as drawingFaultText } from '../certificates/drawing-faults.ts';

/** Why the certificate of a recipient cannot be made, for the person who can mend it. */
export function faultText({
  code,
  variable = '',
  value = '',
}: {
  code: string;
  variable?: string | undefined;
  value?: string | undefined;
}): Text {
  if (code === 'value-missing') {
    return say(
      `La variable « ${variable} » est obligatoire et n’a pas de valeur. Donnez-la, ou retirez ce destinataire.`,
      `The variable “${variable}” is obligatory and has no value. Give it, or take this recipient away.`,
    );
  }
  if (code === 'text-too-long' || code === 'letter-unknown') return drawingFaultText({ code, value });
  return say('Ce certificat ne peut pas être fait ainsi.', 'This certificate cannot be made so.');
}
