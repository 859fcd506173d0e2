/**
 * Remainders of a stride that have a tap less than others, the first or the last one: the element of the transform that only that
 * tap enters is zero and left out. So the parts of five taps two pixels apart, three and two taps, add up before the outputs are
 * made: 49 products in place of 100 for two by two outputs; of three taps 25 in place of 36.
 */
import { MATRICES, type Matrix } from './algorithms.ts';

export type Lack = 'first' | 'last' | null;

/** What is lacking by rows and by columns. */
export type Lacks = readonly [row: Lack, column: Lack];

type Taps = 2 | 3;
type Where = 'Row' | 'Column' | 'Both';
type Side = 'First' | 'Last';

/** `input3LastRow`: patches whose filter lacks the last row of taps. `output3FirstBoth`: the first row and column of elements lack. */
export type PartialName = `input${Taps}Last${Where}` | `output${Taps}${Side}${Where}`;

const without = (matrix: Matrix, drop: (row: number, column: number) => boolean): Matrix =>
  matrix
    .map((line, row) => line.filter((_, column) => !drop(row, column)))
    .filter((line) => line.length > 0);

function entries(taps: Taps): [PartialName, readonly [Matrix, Matrix]][] {
  const [input, output] = [MATRICES[`input${taps}`], MATRICES[`output${taps}`]] as const;
  // The last pixel only enters the last element.
  const inputLast = without(input, (row, column) => row === taps || column === taps);
  const outputLast = without(output, (_, column) => column === taps);
  const outputFirst = without(output, (_, column) => column === 0);
  const three = <Name extends string>(name: Name, whole: Matrix, part: Matrix) =>
    [
      [`${name}Row`, [part, whole]],
      [`${name}Column`, [whole, part]],
      [`${name}Both`, [part, part]],
    ] as [`${Name}${Where}`, readonly [Matrix, Matrix]][];
  return [
    ...three(`input${taps}Last`, input, inputLast),
    ...three(`output${taps}Last`, output, outputLast),
    ...three(`output${taps}First`, output, outputFirst),
  ];
}

/** Matrices by rows and by columns. */
export const PARTIAL = Object.fromEntries([...entries(2), ...entries(3)]) as Readonly<
  Record<PartialName, readonly [Matrix, Matrix]>
>;

/** Null where the two axes lack different ones, for which nothing is emitted. */
export function nameOf<Kind extends 'input' | 'output'>(
  kind: Kind,
  taps: Taps,
  [row, column]: Lacks,
): `${Kind}${Taps}` | (PartialName & `${Kind}${string}`) | null {
  const side = row ?? column;
  if (!side) return `${kind}${taps}`;
  if (row && column && row !== column) return null;
  const where = row && column ? 'Both' : row ? 'Row' : 'Column';
  const name = `${kind}${taps}${side === 'first' ? 'First' : 'Last'}${where}`;
  return name in PARTIAL ? (name as PartialName & `${Kind}${string}`) : null;
}

/** Whether an element is one of those that are left out. */
export function isLacking(taps: Taps, lacks: Lacks, element: readonly [number, number]): boolean {
  return lacks.some((lack, axis) => {
    if (!lack) return false;
    return element[axis] === (lack === 'first' ? 0 : taps);
  });
}
