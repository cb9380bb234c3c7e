import { isDeepStrictEqual } from 'node:util';
import { type BesideTold, besideTold, told } from '../../../shared/documents/beside-told.ts';
import { inspectPdf, refusalMessage } from '../../../shared/documents/inspect-pdf.ts';
import { say, type Text } from '../../../shared/text.ts';
import { ERASED, said } from '../../proof/backed.ts';
import { type Check, judge, unless } from '../../proof/check.ts';
import { requestActs } from '../request-acts.ts';
import type { BundleFiles } from './bundle.ts';
import type { SignatureProof } from './signature-proof.ts';

/** Whether what the signers were told of, beside the pages, is what the original holds, and what the request recorded. */
export async function besideCheck(proof: SignatureProof, files: BundleFiles): Promise<Check> {
  return judge(
    'beside-pages',
    say(
      'Les calques, fichiers joints, commentaires et champs montrés aux signataires sont ceux du document.',
      'The layers, attached files, comments and fields shown to the signers are those of the document.',
    ),
    await besideProblems(proof, files),
  );
}

const nothing: BesideTold = { layers: [], attachments: [], texts: [] };

async function besideProblems({ documents, chain }: SignatureProof, files: BundleFiles): Promise<Text[]> {
  const inspection = await inspectPdf(files['original.pdf'], Number.POSITIVE_INFINITY);
  if (!inspection.ok) return [say(refusalMessage(inspection.reason, 'fr'), refusalMessage(inspection.reason, 'en'))];
  const held = inspection.beside ? told(inspection.beside) : nothing;
  const { original, displayed } = documents;
  const [requested] = requestActs.among(chain, 'requested');
  const [layers, texts] = [said(requested, 'layers') ?? 0, said(requested, 'texts') ?? 0];
  const attachments = said(requested, 'attachments') ?? [];
  const counts = { layers: held.layers.length, texts: held.texts.length };
  const beside = said(requested, 'beside') ?? nothing;
  const recorded = beside === ERASED ? held : beside;
  return [
    ...unless(
      isSame(original.beside ?? nothing, held) && isSame(displayed.beside ?? nothing, held),
      'proof.json ne dit pas ce que l’original contient avec ses pages',
      'proof.json does not say what the original holds with its pages',
    ),
    ...unless(
      isDeepStrictEqual({ layers, texts }, counts) &&
        isDeepStrictEqual(sorted(attachments as string[]), sorted(held.attachments.map(({ sha256 }) => sha256))) &&
        isSame(besideTold.safeParse(recorded).data, held),
      'la demande n’a pas enregistré ce que l’original contient avec ses pages',
      'the request did not record what the original holds with its pages',
    ),
  ];
}

const sorted = (items: readonly string[]) => [...items].sort();

/** Whatever the order: that in which a file is read may change from one version to the next. */
const isSame = (one: BesideTold | undefined, other: BesideTold): boolean => {
  const lines = (beside: BesideTold) => [
    ...beside.layers.map(({ id, name, shown }) => `layer ${id} ${shown} ${name}`),
    ...beside.attachments.map(({ name, size, sha256 }) => `attachment ${sha256} ${size} ${name}`),
    ...beside.texts.map(({ kind, label, text }) => JSON.stringify([kind, label, text])),
  ];
  return one !== undefined && isDeepStrictEqual(sorted(lines(one)), sorted(lines(other)));
};
