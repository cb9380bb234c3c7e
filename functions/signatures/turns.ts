import type { Signer } from './signer.ts';

/** The place of a signer in the order of signing; whoever is given none is among the first. */
export const orderOf = ({ order = 1 }: Pick<Signer, 'order'>): number => order;

/** Of whom a signature is asked now: of those who have not signed, all that come first. */
export function turnOf<S extends Pick<Signer, 'order'> & { status?: Signer['status'] }>(all: readonly S[]): S[] {
  const unsigned = all.filter(({ status }) => status !== 'signed');
  const first = Math.min(...unsigned.map(orderOf));
  return unsigned.filter((signer) => orderOf(signer) === first);
}
