/** The names that an expression sees: the document's parameters, inside a block its own and the copy number. */
import { evaluate, parseExpression } from './expression.ts';
import type { ProblemCode } from './problem.ts';

export class Scope {
  /** Names of the outermost scope that were used, through inner ones too. */
  readonly used: Set<string>;

  constructor(
    readonly values: ReadonlyMap<string, number>,
    readonly outer: Scope | null = null,
  ) {
    this.used = outer ? outer.used : new Set();
  }

  lookup(name: string): number | undefined {
    const own = this.values.get(name);
    if (own === undefined) return this.outer?.lookup(name);
    if (!this.outer) this.used.add(name);
    return own;
  }

  names(): readonly string[] {
    return [...new Set([...this.values.keys(), ...(this.outer?.names() ?? [])])];
  }
}

export type Evaluated = number | { readonly code: ProblemCode; readonly message: string };

/** ` from "log2(imageSize)" with imageSize = 33`: how a number came about; nothing where it stands as it is. */
export function origin(written: number | string, scope: Scope): string {
  if (typeof written === 'number') return '';
  const parsed = parseExpression(written);
  const names = parsed.ok ? parsed.names : [];
  const values = names.slice(0, 6).map((name) => `${name} = ${rounded(scope.lookup(name) ?? 0)}`);
  const given = values.length > 0 ? ` with ${values.join(', ')}` : '';
  return ` from "${clip(written)}"${given}`;
}

/** At most seven digits, as a person would write the number down. */
export const rounded = (value: number): number => Number(value.toPrecision(7));

function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** Results this near to a whole number are it: `log2(8)` may miss 3 by a rounding error. */
const NEAR = 1e-9;

export function evaluateNumeric(numeric: number | string, scope: Scope): Evaluated {
  // Adding 0 makes 0 of −0, which JSON cannot say.
  if (typeof numeric === 'number') return numeric + 0;
  const parsed = parseExpression(numeric);
  if (!parsed.ok) return { code: 'expression.syntax', message: parsed.message };
  // Both branches of ?: count as uses.
  const stranger = parsed.names.find((name) => scope.lookup(name) === undefined);
  const value = evaluate(parsed.node, (name) => scope.lookup(name));
  if (stranger !== undefined || typeof value !== 'number') {
    const name = stranger ?? (value as { unknown: string }).unknown;
    const known = scope.names();
    const offer =
      known.length > 0 ? `there are ${known.slice(0, 12).join(', ')}` : 'there are none';
    return {
      code: 'expression.unknown-name',
      message: `"${clip(numeric)}" names no parameter "${name}"; ${offer}`,
    };
  }
  if (!Number.isFinite(value)) {
    return {
      code: 'expression.not-finite',
      message: `expected a finite number, got ${value}${origin(numeric, scope)}`,
    };
  }
  const whole = Math.round(value);
  const isNear = Math.abs(value - whole) <= NEAR * Math.max(1, Math.abs(value));
  return (isNear ? whole : value) + 0;
}
