/**
 * Remainders of a stride that have a tap less than others, the first or the last one: the element of the transform that only that
 * tap enters is zero and left out. So the parts of five taps two pixels apart, three and two taps, add up before the outputs are
 * made: 49 products in place of 100 for two by two outputs, 121 in place of 400 for four by four; of three taps 25 in place of 36.
 */
import { elementsOf, type Form, MATRICES, type Matrix } from './algorithms.ts';

export type Lack = 'first' | 'last' | null;

/** What is lacking by rows and by columns. */
export type Lacks = readonly [row: Lack, column: Lack];

type Where = 'Row' | 'Column' | 'Both';
type Side = 'First' | 'Last';

/** `input3LastRow`: patches whose filter lacks the last row of taps. `output3FirstBoth`: the first row and column of elements lack. */
export type PartialName = `input${Form}Last${Where}` | `output${Form}${Side}${Where}`;

const without = (matrix: Matrix, drop: (row: number, column: number) => boolean): Matrix =>
  matrix
    .map((line, row) => line.filter((_, column) => !drop(row, column)))
    .filter((line) => line.length > 0);

function entries(form: Form): [PartialName, readonly [Matrix, Matrix]][] {
  const [input, output] = [MATRICES[`input${form}`], MATRICES[`output${form}`]] as const;
  const last = elementsOf(form) - 1;
  // The last pixel only enters the last element.
  const inputLast = without(input, (row, column) => row === last || column === last);
  const outputLast = without(output, (_, column) => column === last);
  const outputFirst = without(output, (_, column) => column === 0);
  const three = <Name extends string>(name: Name, whole: Matrix, part: Matrix) =>
    [
      [`${name}Row`, [part, whole]],
      [`${name}Column`, [whole, part]],
      [`${name}Both`, [part, part]],
    ] as [`${Name}${Where}`, readonly [Matrix, Matrix]][];
  return [
    ...three(`input${form}Last`, input, inputLast),
    ...three(`output${form}Last`, output, outputLast),
    ...three(`output${form}First`, output, outputFirst),
  ];
}

/** Matrices by rows and by columns. */
export const PARTIAL = Object.fromEntries(([2, 3, 4, 5] as const).flatMap(entries)) as Readonly<
  Record<PartialName, readonly [Matrix, Matrix]>
>;

/** Null where the two axes lack different ones, for which nothing is emitted. */
export function nameOf<Kind extends 'input' | 'output'>(
  kind: Kind,
  form: Form,
  [row, column]: Lacks,
): `${Kind}${Form}` | (PartialName & `${Kind}${string}`) | null {
  const side = row ?? column;
  if (!side) return `${kind}${form}`;
  if (row && column && row !== column) return null;
  const where = row && column ? 'Both' : row ? 'Row' : 'Column';
  const name = `${kind}${form}${side === 'first' ? 'First' : 'Last'}${where}`;
  return name in PARTIAL ? (name as PartialName & `${Kind}${string}`) : null;
}

/** Whether an element is one of those that are left out. */
export function isLacking(form: Form, lacks: Lacks, element: readonly [number, number]): boolean {
  return lacks.some((lack, axis) => {
    if (!lack) return false;
    return element[axis] === (lack === 'first' ? 0 : elementsOf(form) - 1);
  });
}
