/** Random words of `random/threefry.ts`, four blocks at a time. */
import {
  addInts,
  advance,
  all,
  type Code,
  countDown,
  get,
  i32,
  ints,
  orV,
  set,
  shiftLeftInts,
  shiftRightInts,
  splatInteger,
  store,
  xorV,
  zipHigh,
  zipLow,
} from '../assembler/code.ts';
import { define, type FunctionCode } from '../assembler/module.ts';
import { list } from './product.ts';

const ROTATIONS = [
  [13, 15, 26, 6],
  [17, 29, 16, 24],
] as const;
const PARTS = 5;

/** randomWords(to, groups, k0, k1, k2): eight words for each group; k2 is the parity of the key. */
export const randomWords: FunctionCode = define(
  'randomWords',
  list(5, () => 'i32' as const),
  (given, local) => {
    const [to = 0, groups = 0, ...key] = given;
    const keys = key.map(() => local('v128'));
    const [x, y, counter] = list(3, () => local('v128')) as [number, number, number];
    const keyAt = (i: number): Code => get(keys[i % 3] ?? 0);
    const round = (bits: number): Code =>
      all(
        set(x, addInts(get(x), get(y))),
        set(y, xorV(orV(shiftLeftInts(get(y), bits), shiftRightInts(get(y), 32 - bits)), get(x))),
      );
    const part = (i: number): Code =>
      all(
        ...(ROTATIONS[i % 2] ?? []).map(round),
        set(x, addInts(get(x), keyAt(i + 1))),
        set(y, addInts(addInts(get(y), keyAt(i + 2)), splatInteger(i32(i + 1)))),
      );
    return all(
      ...keys.map((vector, i) => set(vector, splatInteger(get(key[i] ?? 0)))),
      set(counter, ints([0, 1, 2, 3])),
      countDown(
        groups,
        all(
          set(x, addInts(get(counter), keyAt(0))),
          set(y, keyAt(1)),
          ...list(PARTS, part),
          store(get(to), zipLow(get(x), get(y))),
          store(get(to), zipHigh(get(x), get(y)), 16),
          advance(to, i32(32)),
          set(counter, addInts(get(counter), splatInteger(i32(4)))),
        ),
      ),
    );
  },
);
