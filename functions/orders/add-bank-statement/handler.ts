import { serve } from '../../../shared/function/http.ts';
import { conflict } from '../../../shared/problem/problem.ts';
import { say } from '../../../shared/text.ts';
import { readPaymentSettings } from '../../payments/payment-settings.ts';
import { readCamt } from '../../payments/statements/camt.ts';
import { newStatement } from '../statements/statement.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ body, actor: { tenant }, now }) => {
  const { transfer } = await readPaymentSettings(tenant);
  if (!transfer) throw noAccount();
  const { iban } = transfer;
  const told = 'file' in body ? readCamt(Buffer.from(body.file.bytes).toString('utf8'), iban) : byHand(body.lines);
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

const noAccount = () =>
  conflict(
    'no-bank-account',
    say(
      'Dites d’abord quel compte reçoit vos virements, par PUT /v1/payment-settings.',
      'First tell which account receives your transfers, by PUT /v1/payment-settings.',
    ),
  );
