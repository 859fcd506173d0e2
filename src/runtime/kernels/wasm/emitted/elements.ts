/** Loops over all elements of tensors, four at a time and the last few one by one, in the lanes of a vector. */
import {
  addV,
  advance,
  all,
  type Code,
  countDown,
  divV,
  get,
  i32,
  type Local,
  lessThan,
  load,
  loadOne,
  maxV,
  minV,
  mulV,
  negV,
  repeat,
  set,
  splat,
  sqrtV,
  store,
  storeOne,
  subV,
  type Type,
  when,
  zero,
} from '../assembler/code.ts';
import { define, type FunctionCode } from '../assembler/module.ts';

/** A pointer that is read, written or both. */
type Access = 'read' | 'write' | 'change';

interface Elements {
  readonly name: string;
  readonly pointers: readonly Access[];
  /** How many float parameters come behind the pointers and the count. */
  readonly numbers: number;
  /** New values of those that are written, in order, from the values of those that are read and the numbers. */
  write(values: readonly Code[], numbers: readonly Code[], local: () => Local): Written;
}

export interface Written {
  /** Statements before, for what is used twice. */
  readonly first?: Code;
  readonly values: readonly Code[];
}

/** name(…pointers, count, …numbers) */
export function elements({ name, pointers, numbers, write }: Elements): FunctionCode {
  const floats = Array.from({ length: numbers }, (): Type => 'f32');
  const params: Type[] = [...pointers.map((): Type => 'i32'), 'i32', ...floats];
  return define(name, params, (given, local) => {
    const count = given[pointers.length] ?? 0;
    const spread = floats.map(() => local('v128'));
    const body = (read: typeof load, put: typeof store): Code => {
      const read4 = pointers.flatMap((access, i) =>
        access === 'write' ? [] : [{ value: local('v128'), from: given[i] ?? 0 }],
      );
      const { first = [], values } = write(
        read4.map(({ value }) => get(value)),
        spread.map(get),
        () => local('v128'),
      );
      const targets = pointers.flatMap((access, i) => (access === 'read' ? [] : [given[i] ?? 0]));
      return all(
        ...read4.map(({ value, from }) => set(value, read(get(from)))),
        first,
        ...targets.map((to, i) => put(get(to), values[i] ?? [])),
      );
    };
    const moved = (bytes: number): Code =>
      all(...pointers.map((_, i) => advance(given[i] ?? 0, i32(bytes))));
    const hasFour = lessThan(i32(3), get(count));
    return all(
      ...spread.map((vector, i) => set(vector, splat(get(given[pointers.length + 1 + i] ?? 0)))),
      when(hasFour, repeat(all(body(load, store), moved(16), advance(count, i32(-4))), hasFour)),
      countDown(count, all(body(loadOne, storeOne), moved(4))),
    );
  });
}

/** zero(to, count) */
export const zeroNumbers: FunctionCode = elements({
  name: 'zero',
  pointers: ['write'],
  numbers: 0,
  write: () => ({ values: [zero] }),
});

const number = (value: Code | undefined): Code => value ?? zero;

export const simple = (
  name: string,
  reads: number,
  numbers: number,
  value: (values: readonly Code[], numbers: readonly Code[]) => Code,
): FunctionCode =>
  elements({
    name,
    pointers: [...Array.from({ length: reads }, (): Access => 'read'), 'write'],
    numbers,
    write: (values, given) => ({ values: [value(values, given)] }),
  });

/** The rules of `in-place/` and of the optimizers: what is changed comes first. */
const changes: readonly FunctionCode[] = [
  elements({
    name: 'average',
    pointers: ['change', 'read'],
    numbers: 2,
    write: ([old = zero, source = zero], [share = zero, factor = zero]) => ({
      values: [addV(old, mulV(share, subV(mulV(factor, source), old)))],
    }),
  }),
  elements({
    name: 'clip',
    pointers: ['change'],
    numbers: 1,
    // NaN stays one: the minimum of WebAssembly is NaN where either is.
    write: ([value = zero], [limit = zero]) => ({
      values: [maxV(minV(value, limit), negV(limit))],
    }),
  }),
  elements({
    name: 'adamMoments',
    pointers: ['change', 'change', 'read', 'read'],
    numbers: 5,
    write: ([mean, square, gradient, weight], numbers, local) => {
      const [beta1, beta2, rest1, rest2, decay] = numbers.map(number);
      const g = local();
      return {
        first: set(g, addV(number(gradient), mulV(number(decay), number(weight)))),
        values: [
          addV(mulV(number(beta1), number(mean)), mulV(number(rest1), get(g))),
          addV(mulV(number(beta2), number(square)), mulV(mulV(number(rest2), get(g)), get(g))),
        ],
      };
    },
  }),
  elements({
    name: 'adamStep',
    pointers: ['change', 'read', 'read'],
    numbers: 4,
    write: ([weight, mean, square], [step, correction, epsilon, keep]) => {
      const root = addV(divV(sqrtV(number(square)), number(correction)), number(epsilon));
      const move = divV(mulV(number(step), number(mean)), root);
      return { values: [subV(mulV(number(keep), number(weight)), move)] };
    },
  }),
  elements({
    name: 'rmspropMoments',
    pointers: ['change', 'change', 'read', 'read'],
    numbers: 5,
    write: ([square, direction, gradient, weight], numbers, local) => {
      const [decay, rest, momentum, epsilon, weightDecay] = numbers.map(number);
      const [g, next] = [local(), local()];
      return {
        first: all(
          set(g, addV(number(gradient), mulV(number(weightDecay), number(weight)))),
          set(
            next,
            addV(mulV(number(decay), number(square)), mulV(mulV(number(rest), get(g)), get(g))),
          ),
        ),
        values: [
          get(next),
          addV(
            mulV(number(momentum), number(direction)),
            divV(get(g), addV(sqrtV(get(next)), number(epsilon))),
          ),
        ],
      };
    },
  }),
  elements({
    name: 'descend',
    pointers: ['change', 'read'],
    numbers: 1,
    write: ([weight = zero, direction = zero], [rate = zero]) => ({
      values: [subV(weight, mulV(rate, direction))],
    }),
  }),
];

export const changeLoops: readonly FunctionCode[] = changes;
