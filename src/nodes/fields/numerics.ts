/** A list of numbers or expressions with common bounds: shapes, loss weights, times of a schedule. */
import { z } from 'zod';
import { Numeric } from '../../../graph-schemas/primitives.ts';
import { type Bounds, fieldMeta } from './meta.ts';

export interface NumericsOptions extends Bounds {
  readonly label: string;
  readonly help?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
}

export function numerics(initial: readonly number[], options: NumericsOptions) {
  const { minLength = 0, maxLength = 64 } = options;
  const schema = z.array(Numeric).min(minLength).max(maxLength);
  schema.register(fieldMeta, { type: 'numerics', ...options, minLength, maxLength });
  return schema.default(() => [...initial]);
}

/** Lengths of the axes after the batch axis: `[features]` or `[height, width, channels]`; `[]`, where allowed, is one number. */
export function shape(initial: readonly number[], label: string, help: string, minLength = 1) {
  return numerics(initial, {
    label,
    help,
    min: 1,
    max: 1e7,
    integer: true,
    minLength,
    maxLength: 4,
  });
}
