/**
 * Orthogonal matrices from normal ones: modified Gram–Schmidt, twice over each vector, in double precision
 * ("twice is enough", Giraud et al. 2005). Rows are orthonormal where there are fewer rows than columns, else columns.
 */

/** `values` is rows × columns, row-major; the result has the same layout, times `gain`. */
export function orthogonal(
  values: Float32Array,
  rows: number,
  columns: number,
  gain: number,
): Float32Array {
  const count = Math.min(rows, columns);
  const length = Math.max(rows, columns);
  const [step, stride] = rows <= columns ? [1, columns] : [columns, 1];
  const basis: Float64Array[] = [];
  for (let i = 0; i < count; i++) {
    const vector = new Float64Array(length);
    for (let j = 0; j < length; j++) vector[j] = values[i * stride + j * step] ?? 0;
    for (let pass = 0; pass < 2; pass++) for (const other of basis) subtract(vector, other);
    const norm = Math.sqrt(dot(vector, vector));
    for (let j = 0; j < length; j++) vector[j] = (vector[j] ?? 0) / norm;
    basis.push(vector);
  }
  const out = new Float32Array(values.length);
  basis.forEach((vector, i) => {
    for (let j = 0; j < length; j++) out[i * stride + j * step] = gain * (vector[j] ?? 0);
  });
  return out;
}

/** Takes from `vector` its part along the unit vector `other`. */
function subtract(vector: Float64Array, other: Float64Array): void {
  const along = dot(vector, other);
  for (let j = 0; j < vector.length; j++) vector[j] = (vector[j] ?? 0) - along * (other[j] ?? 0);
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < x.length; j++) sum += (x[j] ?? 0) * (y[j] ?? 0);
  return sum;
}
