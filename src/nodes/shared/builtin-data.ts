/** The generated data that comes with Ganvas, as forms offer it, and what a dataset node may take of each. */
import type { Select } from '../specs.ts';

const BUILTIN = [
  {
    value: 'digits',
    label: 'Digits',
    help: 'Drawn digits of ten classes, 28×28, gray.',
    serves: ['all', 'resolutions'],
  },
  {
    value: 'shapes',
    label: 'Shapes',
    help: 'Ten classes of shapes in many colors, 32×32.',
    serves: ['all', 'resolutions'],
  },
  {
    value: 'faces',
    label: 'Faces',
    help: 'Cartoon faces, 64×64, in four classes: with and without glasses and hat.',
    serves: ['all', 'resolutions'],
  },
  {
    value: 'seasons',
    label: 'Seasons',
    help: 'Landscapes, 128×128: A in summer, B in winter, none of them the same place.',
    serves: ['all', 'a', 'b', 'resolutions'],
  },
  {
    value: 'outlines',
    label: 'Outlines',
    help: 'Pairs, 64×64: A is a line drawing, B the same thing in color.',
    serves: ['a', 'b', 'pairs'],
  },
  {
    value: 'textures',
    label: 'Textures',
    help: 'Pictures full of fine detail, 96×96, for more resolution.',
    serves: ['all', 'resolutions'],
  },
  { value: 'rings', label: 'Ring', help: 'Eight Gaussians on a circle.', serves: [] },
  { value: 'grid', label: 'Grid', help: 'Twenty-five Gaussians on a 5×5 grid.', serves: [] },
  { value: 'swiss-roll', label: 'Swiss roll', help: 'A spiral.', serves: [] },
] as const satisfies readonly {
  readonly value: string;
  readonly label: string;
  readonly help: string;
  /** Of images: what a node may take. Points are always taken whole. */
  readonly serves: readonly Select[];
}[];

export type BuiltinName = (typeof BUILTIN)[number]['value'];

export const BUILTIN_DATA: readonly {
  readonly value: BuiltinName;
  readonly label: string;
  readonly help: string;
  readonly serves: readonly Select[];
}[] = BUILTIN;

/** Whether built-in data can be what a node asks for. */
export function isServedBy(name: string, sort: 'image' | 'points', select: Select): boolean {
  const serves = BUILTIN_DATA.find(({ value }) => value === name)?.serves ?? [];
  return sort === 'points' ? serves.length === 0 : serves.includes(select);
}
