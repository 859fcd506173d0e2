/** Boxes in line with each other, or with equal gaps between them. Pure; sizes are those that the page measured. */

export interface AlignedBox {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom';
export type Axis = 'horizontal' | 'vertical';

export type NewPlaces = Readonly<Record<string, readonly [x: number, y: number]>>;

/** Along the outermost edge of all boxes, or the middle between the outermost. */
export function aligned(boxes: readonly AlignedBox[], how: Alignment): NewPlaces {
  const isAcross = how === 'left' || how === 'centre' || how === 'right';
  const [start, size] = sides(isAcross ? 'horizontal' : 'vertical');
  const least = Math.min(...boxes.map((box) => box[start]));
  const most = Math.max(...boxes.map((box) => box[start] + box[size]));
  const place = (box: AlignedBox) => {
    if (how === 'left' || how === 'top') return least;
    if (how === 'right' || how === 'bottom') return most - box[size];
    return (least + most - box[size]) / 2;
  };
  return placed(boxes, start, place);
}

/** The outermost two stay; between all neighbours, in their order, there is the same gap. */
export function distributed(boxes: readonly AlignedBox[], axis: Axis): NewPlaces {
  const [start, size] = sides(axis);
  const order = [...boxes].sort((a, b) => a[start] + a[size] / 2 - b[start] - b[size] / 2);
  const [first, last] = [order[0], order.at(-1)];
  if (!first || !last || order.length < 3) return placed(boxes, start, (box) => box[start]);
  const free =
    last[start] + last[size] - first[start] - order.reduce((sum, box) => sum + box[size], 0);
  const gap = free / (order.length - 1);
  const starts = new Map<string, number>();
  let next = first[start];
  for (const box of order) {
    starts.set(box.id, next);
    next += box[size] + gap;
  }
  return placed(boxes, start, (box) => starts.get(box.id) ?? box[start]);
}

const sides = (axis: Axis) =>
  axis === 'horizontal' ? (['x', 'width'] as const) : (['y', 'height'] as const);

function placed(
  boxes: readonly AlignedBox[],
  start: 'x' | 'y',
  place: (box: AlignedBox) => number,
): NewPlaces {
  return Object.fromEntries(
    boxes.map((box) => {
      const at = Math.round(place(box));
      return [box.id, start === 'x' ? [at, Math.round(box.y)] : [Math.round(box.x), at]] as const;
    }),
  );
}
