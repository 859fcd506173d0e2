/**
 * Numeric parameters: a number, or an expression over the document's parameters. The label, unit and
 * bounds travel with the schema, so that the form and the checks after evaluation read the same facts.
 */
import type { z } from 'zod';
import { type Expression, Numeric } from '../../../graph-schemas/primitives.ts';
import { type Bounds, fieldMeta } from './meta.ts';

/** A parameter object after its expressions were evaluated: every `Numeric` is a number. */
export type Resolved<T> = T extends Numeric
  ? T extends Expression
    ? number
    : T
  : T extends readonly (infer U)[]
    ? readonly Resolved<U>[]
    : T extends object
      ? { readonly [K in keyof T]: Resolved<T[K]> }
      : T;

export interface NumericOptions extends Bounds {
  readonly label: string;
  readonly help?: string;
  readonly isRare?: boolean;
  readonly unit?: string;
  /** Offered by the form's stepper and by dragging. */
  readonly step?: number;
}

/** A number or expression with bounds that are checked after evaluation (in `src/graph`). */
export function numeric(initial: number, options: NumericOptions) {
  return register(options).default(initial);
}

/** A number that may be absent (`null`): "no clipping". */
export function optionalNumeric(options: NumericOptions) {
  const schema = Numeric.clone().nullable().default(null);
  schema.register(fieldMeta, { type: 'numeric', ...options, isNullable: true });
  return schema;
}

function register(options: NumericOptions) {
  const schema = Numeric.clone();
  schema.register(fieldMeta, { type: 'numeric', ...options });
  return schema as z.ZodType<Numeric> & typeof schema;
}
