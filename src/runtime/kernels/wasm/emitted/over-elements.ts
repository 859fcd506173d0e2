/** Calls of products for all elements of a transform at once: what takes a call of WebAssembly takes none of the host. */
import { advance, all, call, countDown, get, set } from '../assembler/code.ts';
import { define, type FunctionCode } from '../assembler/module.ts';
import { list } from './product.ts';

/** A parameter that moves from call to call; the others stay. */
type Moving = readonly [a: number, b: number, c: number];

/**
 * nameEach(…, panels, bPanel, cPanel, rows, columns, aRow, bRow, cRow, aColumn, bColumn, cColumn), where `…` is what the function
 * takes whose place in the module is `index`: called for `panels` of the right factor, of every one of rows × columns elements.
 * Steps are bytes.
 */
export function overElements(
  { name, params }: FunctionCode,
  index: number,
  [a, b, c]: Moving,
): FunctionCode {
  const own = params.length;
  const all32 = list(own + 11, () => 'i32' as const);
  return define(`${name}Each`, all32, (given, local) => {
    const [panels = 0, bPanel = 0, cPanel = 0, rows = 0, columns = 0] = given.slice(own);
    const [aRow = 0, bRow = 0, cRow = 0, aColumn = 0, bColumn = 0, cColumn = 0] = given.slice(
      own + 5,
    );
    const [column, panel] = [local('i32'), local('i32')];
    const places = [a, b, c].map((param) => ({ param, row: local('i32'), column: local('i32') }));
    const [ofA, ofB, ofC] = places;
    if (!ofA || !ofB || !ofC) throw new Error('internal: three parameters move.');
    const move = (by: readonly [number, number, number], which: 'row' | 'column') =>
      all(...places.map((place, i) => advance(place[which], get(by[i] ?? 0))));
    const onePanel = all(
      call(index, ...list(own, (i) => get(i))),
      advance(b, get(bPanel)),
      advance(c, get(cPanel)),
    );
    const oneColumn = all(
      ...places.map(({ param, column: at }) => set(param, get(at))),
      set(panel, get(panels)),
      countDown(panel, onePanel),
      move([aColumn, bColumn, cColumn], 'column'),
    );
    const oneRow = all(
      ...places.map(({ row, column: at }) => set(at, get(row))),
      set(column, get(columns)),
      countDown(column, oneColumn),
      move([aRow, bRow, cRow], 'row'),
    );
    return all(...places.map(({ param, row }) => set(row, get(param))), countDown(rows, oneRow));
  });
}
