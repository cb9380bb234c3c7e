import { serve } from '../../../shared/function/http.ts';
import { readStatement } from '../../payments/statements/read-statement.ts';
import { ownIban } from '../statements/own-iban.ts';
import { newStatement } from '../statements/statement.ts';
import contract from './contract.ts';

/** Transfers that a preview shows. */
const SHOWN = 5;

export const handler = serve(contract, async ({ body, actor: { tenant }, now }) => {
  const iban = await ownIban(tenant);
  const told = 'file' in body ? await readStatement(body.file.bytes, iban, body) : byHand(body.lines);
  if ('file' in body && body.preview) {
    const { incoming, ...counted } = told;
    const first = incoming
      .slice(0, SHOWN)
      .map(({ cents, texts, ...line }) => ({ ...line, amount: cents, text: texts.join(' ') }));
    return { status: 200, body: { ...counted, lines: incoming.length, first } };
  }
  const { statement, write } = await newStatement(tenant, iban, told, now);
  return { status: 202, body: statement, writes: [write] };
});

const byHand = (lines: readonly { amount: number; bookedOn: string; text: string; payer?: string | undefined }[]) => ({
  incoming: lines.map(({ amount, bookedOn, text, payer }, i) => ({
    ...{ cents: amount, bookedOn, texts: [text], place: i + 1 },
    ...(payer && { payer }),
  })),
  ignored: 0,
});
