/**
 * What may be done to a tensor where it lies: each rule as a loop for the host and as WGSL. Weights, averages and
 * optimizer state are only ever changed so, never swapped for new buffers, so that a step could be replayed.
 */

export interface InPlaceRule {
  /** Names of the inputs, in order. */
  readonly inputs: readonly string[];
  /** Names of the numbers, in order. */
  readonly numbers: readonly string[];
  run(target: Float32Array, inputs: readonly Float32Array[], numbers: readonly number[]): void;
  /** Body for each `i` under `n`, the size of the smallest tensor; the target is `result`, numbers are `c.NAME`. */
  readonly wgsl: string;
  /** Functions that the body calls. */
  readonly wgslFunctions?: string;
  /** The tensor whose size `n` is instead, one of the inputs. */
  readonly over?: string;
}

/** target ← source */
export const copy: InPlaceRule = {
  inputs: ['source'],
  numbers: [],
  run: (target, [source]) => {
    if (source) target.set(source);
  },
  wgsl: 'result[i] = source[i];',
};

/** target ← decay · target + (1 − decay) · factor · source */
export const average: InPlaceRule = {
  inputs: ['source'],
  numbers: ['decay', 'factor'],
  run: (target, [source], [decay = 1, factor = 1]) => {
    if (!source) return;
    for (let i = 0; i < target.length; i++) {
      const old = target[i] as number;
      target[i] = old + (1 - decay) * (factor * (source[i] as number) - old);
    }
  },
  wgsl: 'result[i] = result[i] + (1.0 - c.decay) * (c.factor * source[i] - result[i]);',
};

/** target ← target held within ± limit */
export const clip: InPlaceRule = {
  inputs: [],
  numbers: ['limit'],
  run: (target, _, [limit = Infinity]) => {
    for (let i = 0; i < target.length; i++) {
      const value = target[i] as number;
      // Comparisons are false for NaN, which must stay one.
      if (value > limit) target[i] = limit;
      else if (value < -limit) target[i] = -limit;
    }
  },
  wgsl: 'result[i] = clamp(result[i], -c.limit, c.limit);',
};
