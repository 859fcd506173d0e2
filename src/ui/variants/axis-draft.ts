/** One axis as it is being filled in, and the values that it stands for, or what is wrong with it. Pure. */
import { type AxisValue, axisValues, MOST_VARIANTS } from '../../graph/variants/sweep.ts';
import type { AxisChoice } from './axis-choices.ts';

export interface AxisDraft {
  readonly key: string;
  readonly mode: 'list' | 'range' | 'log-range' | 'seeds' | 'picked';
  /** Numbers as they were typed. */
  readonly list: string;
  /** Of choices and switches. */
  readonly picked: readonly string[];
  readonly from: number | null;
  readonly to: number | null;
  readonly count: number | null;
}

export type AxisFault =
  | { readonly type: 'none' }
  | { readonly type: 'not-a-number'; readonly text: string }
  | { readonly type: 'not-whole'; readonly value: number }
  | {
      readonly type: 'out-of-bounds';
      readonly value: number;
      readonly min: number;
      readonly max: number;
    }
  | { readonly type: 'no-range' }
  | { readonly type: 'no-logarithm' }
  | { readonly type: 'bad-count'; readonly most: number }
  | { readonly type: 'no-seeds' };

const MOST_SEEDS = 3;

/** What makes sense for a start: half and twice of a number, all of a choice, three seeds. */
export function draftOf({ key, kind, value }: AxisChoice): AxisDraft {
  const empty = { key, list: '', picked: [], from: null, to: null, count: MOST_SEEDS };
  switch (kind.type) {
    case 'seed':
      return { ...empty, mode: 'seeds', from: typeof value === 'number' ? value : 0 };
    case 'choice':
      return { ...empty, mode: 'picked', picked: kind.choices.map((choice) => choice.value) };
    case 'toggle':
      return { ...empty, mode: 'picked', picked: ['true', 'false'] };
    case 'number': {
      if (typeof value !== 'number') return { ...empty, mode: 'list' };
      const { min = -Infinity, max = Infinity, integer = false } = kind.bounds;
      const around = [value / 2, value, value * 2].filter(
        (each) => each >= min && each <= max && (!integer || Number.isInteger(each)),
      );
      const list = [...new Set(around)];
      return {
        ...empty,
        mode: 'list',
        list: list.join(', '),
        from: list[0] ?? value,
        to: list.at(-1) ?? value,
      };
    }
    default:
      return kind satisfies never;
  }
}

export function valuesOf(
  { mode, list, picked, from, to, count }: AxisDraft,
  { kind }: AxisChoice,
): readonly AxisValue[] | AxisFault {
  if (mode === 'picked') {
    const values = picked.map((text) => (kind.type === 'toggle' ? text === 'true' : text));
    return values.length > 0 ? values : { type: 'none' };
  }
  if (mode === 'list') return listed(list, kind);
  const isCount = count !== null && Number.isInteger(count) && count >= 1 && count <= MOST_VARIANTS;
  if (!isCount) return { type: 'bad-count', most: MOST_VARIANTS };
  if (mode === 'seeds') {
    const seeds = axisValues({ type: 'seeds', from: from ?? Number.NaN, count });
    return 'message' in seeds ? { type: 'no-seeds' } : seeds;
  }
  if (from === null || to === null) return { type: 'no-range' };
  if (mode === 'log-range' && !(from > 0 && to > 0)) return { type: 'no-logarithm' };
  const isWhole = kind.type === 'seed' || (kind.type === 'number' && kind.bounds.integer === true);
  const values = axisValues({ type: mode, from, to, count, isWhole });
  return 'message' in values ? { type: 'no-range' } : (faultOf(values, kind) ?? values);
}

function listed(text: string, kind: AxisChoice['kind']): readonly AxisValue[] | AxisFault {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  if (words.length === 0) return { type: 'none' };
  const wrong = words.find((word) => !Number.isFinite(Number(word)));
  if (wrong !== undefined) return { type: 'not-a-number', text: wrong };
  const values = [...new Set(words.map(Number))];
  return faultOf(values, kind) ?? values;
}

function faultOf(values: readonly AxisValue[], kind: AxisChoice['kind']): AxisFault | null {
  const bounds =
    kind.type === 'seed'
      ? { min: 0, max: 2 ** 32 - 1, integer: true }
      : kind.type === 'number'
        ? kind.bounds
        : {};
  const { min = -Infinity, max = Infinity, integer = false } = bounds;
  for (const value of values) {
    if (typeof value !== 'number') continue;
    if (integer && !Number.isInteger(value)) return { type: 'not-whole', value };
    if (value < min || value > max) return { type: 'out-of-bounds', value, min, max };
  }
  return null;
}
