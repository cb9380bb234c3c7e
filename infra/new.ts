import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { newArea } from './new-area.ts';
import { newUseCase } from './new-use-case.ts';

/** `npm run new`: an area, or a use case, that works from the start. */
const USAGE = `npm run new area vouchers -- --noun voucher --fr 'un bon' --en 'a voucher' [--beside signatures]
npm run new -- vouchers/cancel-voucher http --noun voucher --fr 'Annule un bon.' --en 'Cancels a voucher.'
npm run new -- mail/hear-carrier webhook --fr '…' --en '…'`;

const option = { type: 'string' } as const;

try {
  const { values, positionals } = parseArgs({
    options: { noun: option, fr: option, en: option, beside: option },
    allowPositionals: true,
  });
  const [first = '', second = ''] = positionals;
  if (!first) throw new Error(USAGE);
  if (first === 'area') {
    const written = await newArea(second, values);
    console.log([...written, '', `npm run check && npm test -- ${second}`].join('\n'));
  } else {
    const written = await newUseCase(first, second, values);
    console.log([...written, '', `npm test -- ${dirname(written.at(-1) ?? '')}`].join('\n'));
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
