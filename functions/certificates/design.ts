import type { Pinned } from '../../shared/objects/pinned.ts';
import type { TextElement } from './template-view.ts';

/** A filled rectangle, or the outline of one, in points from the upper left corner. */
export interface Shape {
  x: number;
  y: number;
  width: number;
  height: number;
  colour: string;
  /** Of an outline. */
  stroke?: number;
}

export type PlacedText = Omit<TextElement, 'kind' | 'smallest'> & { smallest: number };

/** A picture as one page of PDF, drawn within its box, its proportions kept. */
export interface PlacedPicture {
  picture: Pinned;
  x: number;
  y: number;
  width: number;
  height: number;
  align: 'left' | 'center' | 'right';
}

/** All that is drawn on the one page of a certificate, before anybody's values are filled in. Points. */
export interface Design {
  width: number;
  height: number;
  /** Drawn first, over the whole page. */
  ground?: Pinned;
  shapes: readonly Shape[];
  pictures: readonly PlacedPicture[];
  texts: readonly PlacedText[];
  codes: readonly { x: number; y: number; size: number }[];
}
