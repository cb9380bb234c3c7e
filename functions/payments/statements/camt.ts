import { SaxesParser } from 'saxes';
import { invalidField, type Problem } from '../../../shared/problem/problem.ts';
import { say } from '../../../shared/text.ts';
import type { Incoming, Statement } from './statement-line.ts';

/** Of one element's text, characters that are kept. */
const LONGEST = 1000;

/** An element with its text and what stands in it, as far as a statement needs it. */
interface Element {
  name: string;
  text: string;
  currency?: string | undefined;
  children: Element[];
}

/**
 * Reads a bank statement of ISO 20022, camt.053.001.02 to .001.13, one entry at a time: the tree of an entry is forgotten
 * before the next one is read.
 * @param xml the whole file
 * @param own the account, as machines write it: a statement of another is refused
 * @throws 422 for what is no such statement, is another account's, or has an amount that cannot be read; the line is named
 */
export function readCamt(xml: string, own: string): Statement {
  const parser = new SaxesParser({ xmlns: true });
  const incoming: Incoming[] = [];
  const open: Element[] = [];
  let [isCamt, ignored, place] = [false, 0, 0];
  let iban: string | undefined;
  parser.on('doctype', () => {
    throw unreadable(parser.line);
  });
  parser.on('error', () => {
    throw unreadable(parser.line);
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    if (/:camt\.053\.001\.\d\d$/.test(uri)) isCamt = true;
    const { Ccy } = attributes;
    const element = { name: local, text: '', currency: typeof Ccy === 'object' ? Ccy.value : undefined, children: [] };
    if (!isHead(local)) open.at(-1)?.children.push(element);
    open.push(element);
  });
  const addText = (text: string) => {
    const element = open.at(-1);
    if (element && element.text.length < LONGEST) element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const element = open.pop();
    if (!element) return;
    if (element.name === 'Acct' && open.at(-1)?.name === 'Stmt') {
      iban = textAt(element, 'Id', 'IBAN')?.replace(/\s/g, '');
      if (iban !== own) throw anotherAccount(iban);
    }
    if (element.name !== 'Ntry') return;
    place++;
    const payments = paymentsOf(element, place, parser.line);
    ignored += payments.length ? 0 : 1;
    incoming.push(...payments);
  });
  parser.write(xml).close();
  if (!isCamt) throw notCamt();
  if (!iban) throw anotherAccount(undefined);
  return { iban, incoming, ignored };
}

/** Above an entry nothing is kept. */
const isHead = (name: string) => name === 'Ntry' || name === 'Stmt' || name === 'BkToCstmrStmt';

/** The payments of an entry: each transaction of a batch is one. None for what is no booked credit in euros. */
function paymentsOf(entry: Element, place: number, line: number): Incoming[] {
  // Version 2 says BOOK, later ones put it into a code.
  const status = textAt(entry, 'Sts', 'Cd') ?? textAt(entry, 'Sts');
  const isReversal = textAt(entry, 'RvslInd') === 'true';
  if (textAt(entry, 'CdtDbtInd') !== 'CRDT' || status !== 'BOOK' || isReversal) return [];
  if (at(entry, 'Amt')?.currency !== 'EUR') return [];
  const bookedOn = dayOf(textAt(entry, 'BookgDt', 'Dt') ?? textAt(entry, 'BookgDt', 'DtTm'), line);
  const entryCents = centsOf(at(entry, 'Amt')?.text, line);
  const bankId = textAt(entry, 'AcctSvcrRef');
  const details = all(entry, 'NtryDtls').flatMap((group) => all(group, 'TxDtls'));
  if (!details.length) return [{ cents: entryCents, bookedOn, texts: textsOf(entry), bankId, place }];
  return details
    .filter((one) => (textAt(one, 'CdtDbtInd') ?? 'CRDT') === 'CRDT')
    .map((one, index) => {
      // Of several, each says its own; what a payer was debited abroad may stand in another currency.
      const amount = [at(one, 'Amt'), at(one, 'AmtDtls', 'TxAmt', 'Amt')].find((each) => each?.currency === 'EUR');
      const own = textAt(one, 'Refs', 'AcctSvcrRef');
      return {
        cents: details.length === 1 ? entryCents : centsOf(amount?.text, line),
        bookedOn,
        texts: textsOf(one),
        bankId: own ?? (bankId && details.length > 1 ? `${bankId}/${index + 1}` : bankId),
        endToEndId: textAt(one, 'Refs', 'EndToEndId'),
        // Version 8 puts a party between.
        payer: textAt(one, 'RltdPties', 'Dbtr', 'Nm') ?? textAt(one, 'RltdPties', 'Dbtr', 'Pty', 'Nm'),
        payerIban: textAt(one, 'RltdPties', 'DbtrAcct', 'Id', 'IBAN'),
        place,
      };
    });
}

/** The structured references, then the free lines. */
function textsOf(element: Element): string[] {
  const remittances = all(element, 'RmtInf');
  const structured = remittances
    .flatMap((one) => all(one, 'Strd'))
    .flatMap((one) => textAt(one, 'CdtrRefInf', 'Ref') ?? []);
  const free = remittances.flatMap((one) => all(one, 'Ustrd')).map(({ text }) => text.trim());
  const further = textAt(element, 'AddtlTxInf') ?? textAt(element, 'AddtlNtryInf');
  return [...structured, ...free, ...(further ? [further] : [])];
}

const all = ({ children }: Element, name: string): Element[] => children.filter((child) => child.name === name);

function at(element: Element, ...path: string[]): Element | undefined {
  let found: Element | undefined = element;
  for (const name of path) found = found?.children.find((child) => child.name === name);
  return found;
}

const textAt = (element: Element, ...path: string[]): string | undefined =>
  at(element, ...path)?.text.trim() || undefined;

const dayOf = (text: string | undefined, line: number): string => {
  const day = text?.slice(0, 10);
  if (day && /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day))) return day;
  throw unreadableDay(line);
};

/** Cents of an amount in decimals with a point. */
function centsOf(text: string | undefined, line: number): number {
  const match = /^(\d{1,13})(?:\.(\d{1,5}))?$/.exec(text?.trim() ?? '');
  const fraction = match?.[2] ?? '';
  if (!match || /[1-9]/.test(fraction.slice(2))) throw unreadableAmount(line, text);
  return Number(match[1]) * 100 + Number(fraction.slice(0, 2).padEnd(2, '0'));
}

const refused = (fr: string, en: string): Problem =>
  invalidField('/statement', say(`${fr} Rien n’a été importé.`, `${en} Nothing was imported.`));

const unreadable = (line: number) =>
  refused(
    `Ce fichier XML ne se lit pas, à la ligne ${line}. Téléchargez-le de nouveau auprès de votre banque.`,
    `This XML file cannot be read, at line ${line}. Download it again from your bank.`,
  );

const notCamt = () =>
  refused(
    'Ce fichier n’est pas un relevé CAMT.053. Choisissez ce format (« XML », « ISO 20022 ») auprès de votre banque, ou CSV.',
    'This file is no CAMT.053 statement. Choose that format (“XML”, “ISO 20022”) at your bank, or CSV.',
  );

const anotherAccount = (iban: string | undefined) =>
  refused(
    `Ce relevé est celui d’un autre compte${iban ? ` (${iban})` : ''} que l’IBAN de vos réglages de paiement.`,
    `This statement is of another account${iban ? ` (${iban})` : ''} than the IBAN of your payment settings.`,
  );

const unreadableAmount = (line: number, text: string | undefined) =>
  refused(
    `Ligne ${line} : le montant « ${text ?? ''} » ne se lit pas.`,
    `Line ${line}: the amount “${text ?? ''}” cannot be read.`,
  );

const unreadableDay = (line: number) =>
  refused(`Ligne ${line} : la date ne se lit pas.`, `Line ${line}: the date cannot be read.`);
