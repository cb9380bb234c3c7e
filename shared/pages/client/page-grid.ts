/** Drawn wider than a phone's screen: people pinch to read the small print. */
const MIN_WIDTH = 1_400;
const MAX_WIDTH = 2_800;
/** A canvas with a longer side stays blank, without an error, in one browser or another (Safari: 4,096 squared). */
const MAX_SIDE = 4_096;
/** A page that is wider than this many times its height is moved sideways; narrower than this part of it, it is thin. */
const WIDEST = 3;
const THINNEST = 1 / 100;

/** How a page is laid out and cut in parts, each for one canvas and none much larger than the screen. */
export interface PageGrid {
  /** The page's width, as a multiple of its frame's. */
  across: number;
  /** Height by width. */
  ratio: number;
  /** Canvas pixels of the whole page. */
  width: number;
  height: number;
  columns: number;
  rows: number;
}

/** `page`: its size in points; `frame`: the width that it may take, and the screen, in CSS pixels. */
export function pageGrid(
  page: { width: number; height: number },
  frame: { width: number; screen: { width: number; height: number }; pixelRatio: number },
): PageGrid {
  const form = page.width / page.height;
  const across = Math.max(1, form / WIDEST) * Math.min(1, form / THINNEST);
  const pixels = Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, frame.width * frame.pixelRatio)) * across;
  const [width, height] = [Math.ceil(pixels), Math.ceil(pixels / form)];
  const shown = { width: frame.width * across, height: (frame.width * across) / form };
  return {
    across,
    ratio: 1 / form,
    width,
    height,
    columns: partsOf(width, shown.width, frame.screen.width),
    rows: partsOf(height, shown.height, frame.screen.height),
  };
}

/** What hardly exceeds the screen is looked at as a whole. */
const partsOf = (pixels: number, shown: number, screen: number): number =>
  Math.max(Math.ceil(pixels / MAX_SIDE), shown > 1.5 * screen ? Math.ceil(shown / screen) : 1);
