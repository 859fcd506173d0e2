/** How calls for all elements of a transform are divided: as each of the calls within, `kernels/wasm/emitted/over-elements.ts`. */
import { type Box, piece } from './boxes.ts';
import type { Part } from './divided.ts';
import type { Rule } from './division.ts';

/** Positions of the parameters that move from call to call, and how many the function within has. */
interface Moving {
  readonly at: readonly [a: number, b: number, c: number];
  readonly own: number;
}

export const PRODUCT: Moving = { at: [2, 6, 7], own: 8 };
export const GATHER: Moving = { at: [3, 4, 6], own: 8 };

export const overElements =
  (rule: Rule, { at: [a, b, c], own }: Moving): Rule =>
  (numbers, ints) => {
    const first = numbers.slice(0, own);
    const rest = numbers.slice(own);
    const [panels = 0, bPanel = 0, cPanel = 0, rows = 0, columns = 0] = rest;
    const [aRow = 0, bRow = 0, cRow = 0, aColumn = 0, bColumn = 0, cColumn = 0] = rest.slice(5);
    const moved = (row: number, column: number, panel: number) => {
      const call = [...first];
      call[a] = (first[a] ?? 0) + row * aRow + column * aColumn;
      call[b] = (first[b] ?? 0) + row * bRow + column * bColumn + panel * bPanel;
      call[c] = (first[c] ?? 0) + row * cRow + column * cColumn + panel * cPanel;
      return rule(call, ints);
    };
    const begin = moved(0, 0, 0);
    const elements = Array.from({ length: rows * columns }, (_, i) => {
      const [row, column] = [Math.floor(i / columns), i % columns];
      return [moved(row, column, 0), moved(row, column, Math.max(0, panels - 1))] as const;
    });
    return {
      count: begin.count,
      unit: begin.unit,
      part: (from, count): Part => {
        const { numbers: own, work } = begin.part(from, count);
        const touched = elements.map(([one, last]) => {
          const [head, tail] = [one.part(from, count), last.part(from, count)];
          return {
            reads: betweenAll(head.reads, tail.reads),
            writes: betweenAll(head.writes, tail.writes),
          };
        });
        return {
          numbers: [...own, ...rest],
          reads: touched.flatMap(({ reads }) => reads),
          writes: touched.flatMap(({ writes }) => writes),
          work: work * elements.length * panels,
        };
      },
    };
  };

/** What calls from one panel to another touch, at least: pairs of boxes that only lie elsewhere. */
function betweenAll(ones: readonly Box[], others: readonly Box[]): Box[] {
  return ones.map((one, i) => between(one, others[i] ?? one));
}

function between(one: Box, other: Box): Box {
  const [low, high] = one.from <= other.from ? [one, other] : [other, one];
  const bytes = low.bytes + high.from - low.from;
  if (low.step > 0 && bytes <= low.step) return { ...low, to: high.to, bytes };
  return piece(low.from, Math.max(low.to, high.to) - low.from);
}
