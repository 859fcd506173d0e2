/** What a text in a number field comes to, or what is wrong with it and where: asked while a person types. */
import type { Bounds } from '../nodes/fields/meta.ts';
import { closest } from './closest.ts';
import { FUNCTIONS, parseExpression, placeOf, type SyntaxFault } from './expression.ts';
import { boundsFault } from './resolve-params.ts';
import { evaluateNumeric, Scope } from './scope.ts';
import type { VisibleName } from './visible-names.ts';

export type NumericFault =
  | (SyntaxFault & { readonly meant: string | null })
  | {
      readonly type: 'unknown-name';
      readonly word: string;
      readonly at: number | null;
      readonly meant: string | null;
    }
  | { readonly type: 'not-finite'; readonly value: number }
  | { readonly type: 'not-integer'; readonly value: number }
  | { readonly type: 'out-of-bounds'; readonly value: number };

export type Checked =
  | { readonly value: number; readonly fault?: undefined }
  | { readonly value?: undefined; readonly fault: NumericFault };

export function checkNumeric(
  written: number | string,
  names: readonly VisibleName[],
  bounds: Bounds,
): Checked {
  const scope = new Scope(new Map(names.map(({ name, value }) => [name, value])));
  if (typeof written === 'string') {
    const parsed = parseExpression(written);
    if (!parsed.ok) {
      const { fault } = parsed;
      const isFunction = fault.type === 'unknown-function';
      const meant = isFunction ? closest(fault.word, Object.keys(FUNCTIONS)) : null;
      return { fault: { ...fault, meant } };
    }
    const stranger = parsed.names.find((name) => scope.lookup(name) === undefined);
    if (stranger !== undefined) {
      const meant = closest(stranger, [
        ...names.map(({ name }) => name),
        ...Object.keys(FUNCTIONS),
      ]);
      const at = placeOf(stranger, written);
      return { fault: { type: 'unknown-name', word: stranger, at, meant } };
    }
  }
  const value = evaluateNumeric(written, scope);
  if (typeof value !== 'number') return { fault: { type: 'not-finite', value: Number.NaN } };
  const fault = boundsFault(value, bounds, '');
  if (!fault) return { value };
  return {
    fault: { type: fault.code === 'param.not-integer' ? 'not-integer' : 'out-of-bounds', value },
  };
}
