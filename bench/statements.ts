import { referenceOf, referencesIn } from '../functions/payments/reference.ts';
import { readCamt } from '../functions/payments/statements/camt.ts';
import { type Figure, median, worked } from './figures.ts';

const ENTRIES = 10_000;
const RUNS = 5;
const IBAN = 'BE71096123456769';

/** How long a large bank statement takes to be read, and the references of its payments to be found. */
export async function statements(): Promise<Figure[]> {
  const xml = camtFile();
  const runs: number[] = [];
  for (let i = 0; i < RUNS; i++) runs.push(await worked(() => readAll(xml)));
  const ms = median(runs);
  return [
    {
      what: `CAMT.053 of ${ENTRIES.toLocaleString('en')} payments`,
      value: ms,
      unit: 'ms',
      note: `${(xml.length / 1e6).toFixed(1)} MB; ${Math.round(ENTRIES / (ms / 1000)).toLocaleString('en')} payments a second`,
    },
  ];
}

function readAll(xml: string): void {
  const found = readCamt(xml, IBAN).incoming.filter(({ texts }) => referencesIn(texts).length === 1).length;
  if (found !== ENTRIES) throw new Error(`${found} references of ${ENTRIES} were found`);
}

function camtFile(): string {
  const entries = Array.from({ length: ENTRIES }, (_, i) => {
    const { rf } = referenceOf(i + 1);
    return `<Ntry><Amt Ccy="EUR">19.90</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-27</Dt></BookgDt><AcctSvcrRef>B${i}</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><Dbtr><Nm>Anne Martin</Nm></Dbtr></RltdPties><RmtInf><Strd><CdtrRefInf><Ref>${rf}</Ref></CdtrRefInf></Strd></RmtInf></TxDtls></NtryDtls></Ntry>`;
  });
  return `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt><Acct><Id><IBAN>${IBAN}</IBAN></Id></Acct>${entries.join('')}</Stmt></BkToCstmrStmt></Document>`;
}
