/** A step of an outline, as SVG has it: to a point, by a line or a curve, or back to where it began. */
export interface Step {
  by: 'M' | 'L' | 'Q' | 'C' | 'Z';
  /** x and y of each point, from the upper left corner. */
  points: readonly number[];
}

/** A filled outline. */
export interface Filled {
  outline: readonly Step[];
  colour: string;
}

/** The steps of an SVG path in absolute coordinates, each point moved and scaled. */
export function stepsOf(path: string, place: (x: number, y: number) => readonly [number, number]): Step[] {
  return [...path.matchAll(/([MLQCZ])([^MLQCZ]*)/g)].map(([, by, numbers = '']) => {
    const values = (numbers.match(/-?[\d.]+/g) ?? []).map(Number);
    const points: number[] = [];
    for (let i = 0; i + 1 < values.length; i += 2) points.push(...place(values[i]!, values[i + 1]!));
    return { by: by as Step['by'], points };
  });
}

/** A ring of points around a centre, at these radii in turn. */
export function star(cx: number, cy: number, corners: number, radii: readonly number[]): Step[] {
  const all = Array.from({ length: corners * radii.length }, (_, i) => {
    const angle = (i * 2 * Math.PI) / (corners * radii.length) - Math.PI / 2;
    const radius = radii[i % radii.length]!;
    return [cx + radius * Math.cos(angle), cy + radius * Math.sin(angle)];
  });
  return [...all.map((points, i): Step => ({ by: i === 0 ? 'M' : 'L', points })), { by: 'Z', points: [] }];
}

/** So many sides are round to the eye at the size of a badge. */
export const disc = (cx: number, cy: number, radius: number): Step[] => star(cx, cy, 180, [radius]);

const CURVE_STEPS = 8;

/** The straight lines of an outline, curves cut into pieces that nobody sees: x0, y0, x1, y1 each. */
export function* linesOf(outline: readonly Step[]): Generator<readonly [number, number, number, number]> {
  let [x, y, startX, startY] = [0, 0, 0, 0];
  for (const { by, points } of outline) {
    if (by === 'M') {
      [x, y] = [points[0]!, points[1]!];
      [startX, startY] = [x, y];
      continue;
    }
    const way = by === 'Z' ? [startX, startY] : points;
    const pieces = way.length > 2 ? CURVE_STEPS : 1;
    const from = [x, y, ...way];
    for (let i = 1; i <= pieces; i++) {
      const [nextX, nextY] = onCurve(from, i / pieces);
      yield [x, y, nextX, nextY];
      [x, y] = [nextX, nextY];
    }
  }
}

/** A point of a Bézier curve of any degree (de Casteljau). */
function onCurve(points: readonly number[], t: number): [number, number] {
  if (points.length === 2) return [points[0]!, points[1]!];
  const between = points.slice(0, -2).map((value, i) => value + (points[i + 2]! - value) * t);
  return onCurve(between, t);
}
