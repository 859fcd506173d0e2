/** Tensors by names. */
import type { Values } from '../../parity/support/golden.ts';

/** Null where there is no gradient. */
export type Found = Readonly<Record<string, Values | null>>;

export function numbered(what: string, values: readonly (Values | null)[]): Found {
  return Object.fromEntries(values.map((value, i) => [`${what} ${i}`, value]));
}

export function prefixed(what: string, values: Found): Found {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`${what} ${name}`, value]),
  );
}
