import type { Tenant } from '../../../shared/identity/tenant.ts';
import { conflict } from '../../../shared/problem/problem.ts';
import { say } from '../../../shared/text.ts';
import { readPaymentSettings } from '../../payments/payment-settings.ts';

/** The account whose statements are read. @throws 409 `no-bank-account` */
export async function ownIban(tenant: Tenant): Promise<string> {
  const { transfer } = await readPaymentSettings(tenant);
  if (transfer) return transfer.iban;
  throw conflict(
    'no-bank-account',
    say(
      'Dites d’abord quel compte reçoit vos virements, par PUT /v1/payment-settings.',
      'First tell which account receives your transfers, by PUT /v1/payment-settings.',
    ),
  );
}
