/**
 * WGSL of a matrix product whose factors are gathered by functions: each workgroup computes 32 × 32 elements from
 * tiles of 16 in workgroup memory, each thread 4 × 4 of them. Convolution gradients are such products.
 */

const TILE = 32;
const INNER = 16;
const THREADS = 8;

export const productWorkgroup = [THREADS, THREADS, 1] as const;

export function productDispatch(
  rows: number,
  columns: number,
  layers: number,
): [number, number, number] {
  return [Math.ceil(columns / TILE), Math.ceil(rows / TILE), layers];
}

/** The uniform `tiles` for sums of at most `inner` terms. */
export function tilesFor(inner: number): number {
  return Math.ceil(inner / INNER);
}

export interface TiledProduct {
  /**
   * WGSL run once, before the loop: must set `rows`, `columns`, `innerFirst` and `innerEnd` (all `i32`). The loop itself
   * takes its length from `uniforms.tiles`, since barriers want control flow that is the same for all threads.
   */
  readonly setup: string;
  /** `fn factorA(row : i32, inner : i32) -> f32` and `fn factorB(inner : i32, column : i32) -> f32`, called within bounds. */
  readonly functions: string;
  /** WGSL that stores `value` for `row` and `column`, called within bounds. */
  readonly store: string;
  /** Whether neighbouring rows of A, or neighbouring inner indices, lie side by side in memory. */
  /** WGSL that stores `sum`, of all of B, for `layer` and `column`. */
  readonly storeSum?: string;
  readonly aIsContiguousIn: 'row' | 'inner';
  readonly bIsContiguousIn: 'column' | 'inner';
}

/** Tiles hold `of`; sums are float32. */
export function tiledProduct(product: TiledProduct, of: 'f32' | 'f16' = 'f32'): string {
  const { setup, functions, store, storeSum, aIsContiguousIn, bIsContiguousIn } = product;
  const [down, up] = of === 'f16' ? ['f16', 'f32'] : ['', ''];
  return `
  var<workgroup> tileA : array<array<${of}, ${TILE}>, ${INNER}>;
  var<workgroup> tileB : array<array<${of}, ${TILE}>, ${INNER}>;
  ${functions}
  fn main() {
    let layer = i32(workgroupId.z);
    ${setup}
    let rowStart = i32(workgroupId.y) * ${TILE};
    let columnStart = i32(workgroupId.x) * ${TILE};
    let threadRow = i32(localId.y) * 4;
    let threadColumn = i32(localId.x) * 4;
    let thread = i32(localIndex);
    var sums : array<vec4<f32>, 4>;
    ${storeSum ? 'var sum = 0.0;' : ''}
    for (var tile = 0; tile < uniforms.tiles; tile = tile + 1) {
      let start = innerFirst + tile * ${INNER};
      for (var item = thread; item < ${TILE * INNER}; item = item + ${THREADS * THREADS}) {
        ${place(aIsContiguousIn === 'row')}
        let row = rowStart + outer;
        var value = 0.0;
        if (row < rows && start + inner < innerEnd) { value = factorA(row, start + inner); }
        tileA[inner][outer] = ${down}(value);
      }
      for (var item = thread; item < ${TILE * INNER}; item = item + ${THREADS * THREADS}) {
        ${place(bIsContiguousIn === 'column')}
        let column = columnStart + outer;
        var value = 0.0;
        if (column < columns && start + inner < innerEnd) { value = factorB(start + inner, column); }
        tileB[inner][outer] = ${down}(value);
      }
      workgroupBarrier();
      ${storeSum ? ofFirstRows(`for (var inner = 0; inner < ${INNER}; inner = inner + 1) { sum = sum + ${up}(tileB[inner][thread]); }`) : ''}
      for (var inner = 0; inner < ${INNER}; inner = inner + 1) {
        let b = vec4<f32>(
          ${up}(tileB[inner][threadColumn]), ${up}(tileB[inner][threadColumn + 1]),
          ${up}(tileB[inner][threadColumn + 2]), ${up}(tileB[inner][threadColumn + 3]));
        for (var i = 0; i < 4; i = i + 1) {
          sums[i] = sums[i] + ${up}(tileA[inner][threadRow + i]) * b;
        }
      }
      workgroupBarrier();
    }
    for (var i = 0; i < 4; i = i + 1) {
      for (var j = 0; j < 4; j = j + 1) {
        let row = rowStart + threadRow + i;
        let column = columnStart + threadColumn + j;
        if (row < rows && column < columns) {
          let value = sums[i][j];
          ${store}
        }
      }
    }
    ${storeSum ? ofFirstRows(`let column = columnStart + thread; if (column < columns) { ${storeSum} }`) : ''}
  }`;
}

/** For one thread a column, where all of B passes once. */
function ofFirstRows(code: string): string {
  return `if (rowStart == 0 && thread < ${TILE}) { ${code} }`;
}

/** Neighbouring threads take neighbouring words of memory. */
function place(isOuterContiguous: boolean): string {
  return isOuterContiguous
    ? `let outer = item % ${TILE}; let inner = item / ${TILE};`
    : `let inner = item % ${INNER}; let outer = item / ${INNER};`;
}
