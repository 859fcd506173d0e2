/** What is summed by columns. */

export interface ColumnFunction {
  readonly key: string;
  /** Names of `inputs` in the code. */
  readonly names: readonly string[];
  /**
   * WGSL expression of type `vec2<f32>` in `at` (index of the element), `column` (counted on from sample to sample) and
   * `origin` (index of the column's first element).
   */
  readonly expression: string;
  /** That the expression calls. */
  readonly functions?: string;
}
