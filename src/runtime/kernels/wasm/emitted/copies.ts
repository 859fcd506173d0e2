/** Copies of rows into and out of frames, and of matrices into panels. Lengths are numbers, strides bytes. */
import {
  add,
  advance,
  all,
  type Code,
  countDown,
  get,
  i32,
  type Local,
  lessThan,
  load,
  loadFloat,
  repeat,
  set,
  store,
  storeFloat,
  when,
} from '../assembler/code.ts';
import { define, type FunctionCode } from '../assembler/module.ts';

/** One row, sixteen numbers at a time while there are as many, then four; moves both pointers. */
function row(to: Local, from: Local, left: Local): Code {
  const moved = (bytes: number) => all(advance(to, i32(bytes)), advance(from, i32(bytes)));
  const vectors = (count: number) => {
    const isEnough = lessThan(i32(4 * count - 1), get(left));
    const copied = Array.from({ length: count }, (_, i) =>
      store(get(to), load(get(from), 16 * i), 16 * i),
    );
    const step = all(...copied, moved(16 * count), advance(left, i32(-4 * count)));
    return when(isEnough, repeat(step, isEnough));
  };
  return all(
    vectors(4),
    vectors(1),
    countDown(left, all(storeFloat(get(to), loadFloat(get(from))), moved(4))),
  );
}

/** copyRows(to, toStride, from, fromStride, rows, length) */
export const copyRows: FunctionCode = define(
  'copyRows',
  ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
  ([to = 0, toStride = 0, from = 0, fromStride = 0, rows = 0, length = 0], local) => {
    const [target, source, left] = [local('i32'), local('i32'), local('i32')];
    return countDown(
      rows,
      all(
        set(target, get(to)),
        set(source, get(from)),
        set(left, get(length)),
        row(target, source, left),
        advance(to, get(toStride)),
        advance(from, get(fromStride)),
      ),
    );
  },
);

/** copyColumns(to, toRow, toColumn, from, fromRow, fromColumn, rows, columns): any strides, so transposes too. */
export const copyColumns: FunctionCode = define(
  'copyColumns',
  ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
  (given, local) => {
    const [to = 0, toRow = 0, toColumn = 0, from = 0, fromRow = 0, fromColumn = 0] = given;
    const [rows = 0, columns = 0] = given.slice(6);
    const [target, source, left] = [local('i32'), local('i32'), local('i32')];
    return countDown(
      rows,
      all(
        set(target, get(to)),
        set(source, get(from)),
        set(left, get(columns)),
        countDown(
          left,
          all(
            storeFloat(get(target), loadFloat(get(source))),
            set(target, add(get(target), get(toColumn))),
            set(source, add(get(source), get(fromColumn))),
          ),
        ),
        advance(to, get(toRow)),
        advance(from, get(fromRow)),
      ),
    );
  },
);
