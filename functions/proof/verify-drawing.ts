import { say } from '../../shared/text.ts';
import type { Files } from './bundle.ts';
import { type Check, judge, note, unless } from './check.ts';

/** What this version draws of a proof. */
export interface Drawing {
  pdf: Uint8Array;
  readMe: Uint8Array;
  /** Whether the sentences of the proof that are ours are those that we write. */
  hasOurWords: boolean;
}

/**
 * Whether proof.pdf and LISEZMOI.txt, which people read, are what this version draws of proof.json, to the byte, in words
 * that are ours: whoever holds the key could seal a proof.pdf that says something else.
 * @param drawing undefined when an earlier version drew them: they cannot be drawn again, and that is said
 */
export function verifyDrawing(drawing: Drawing | undefined, files: Files<'proof.pdf' | 'LISEZMOI.txt'>): Check {
  if (!drawing) {
    return note(
      'drawing',
      say(
        'proof.pdf et LISEZMOI.txt ont été établis par une version antérieure : lisez proof.json, dont les faits sont comparés.',
        'proof.pdf and LISEZMOI.txt were made by an earlier version: read proof.json, whose facts are compared.',
      ),
    );
  }
  const same = (bytes: Uint8Array, drawn: Uint8Array) => Buffer.from(bytes).equals(drawn);
  return judge(
    'drawing',
    say(
      'proof.pdf et LISEZMOI.txt disent ce que dit proof.json, et rien d’autre.',
      'proof.pdf and LISEZMOI.txt say what proof.json says, and nothing else.',
    ),
    [
      ...unless(
        same(files['proof.pdf'].subarray(0, drawing.pdf.length), drawing.pdf),
        'proof.pdf n’est pas ce qui se tire de proof.json',
        'proof.pdf is not what proof.json yields',
      ),
      ...unless(
        same(files['LISEZMOI.txt'], drawing.readMe),
        'LISEZMOI.txt n’est pas ce qui se tire de proof.json',
        'LISEZMOI.txt is not what proof.json yields',
      ),
      ...unless(
        drawing.hasOurWords,
        'les mentions de proof.json ne sont pas les nôtres',
        'the notices of proof.json are not ours',
      ),
    ],
  );
}
