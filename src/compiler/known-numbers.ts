/** Numbers that stay what they are over a span of iterations, and what such numbers shut off. */
import { definitionOf } from '../nodes/catalog.ts';
import type { LayerDefinition } from '../nodes/define.ts';

/** Iterations from `from` up to, not including, `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

interface Use {
  readonly kind: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Where numbers of these uses may start or stop to change; nothing where no use is a number. */
export function turnsOfUses(uses: readonly Use[]): readonly number[] {
  const turns = uses.flatMap(({ kind, params }) => {
    const definition = layerOf(kind);
    return definition?.valueAt ? (definition.turnsAt?.(params) ?? []) : [];
  });
  return [...new Set(turns)].filter((turn) => turn > 0).sort((a, b) => a - b);
}

export function isNumber({ kind }: Use): boolean {
  return layerOf(kind)?.valueAt !== undefined;
}

/** The one number that it is all over a span between turns, or null. */
export function numberIn({ kind, params }: Use, { from, to }: Span): number | null {
  const definition = layerOf(kind);
  if (!definition?.valueAt || definition.turnsAt?.(params) === null) return null;
  const first = definition.valueAt(params, from);
  const last = definition.valueAt(params, Number.isFinite(to) ? to - 1 : from + 1);
  return first === last ? first : null;
}

/** Which input is handed on unchanged, given the inputs that are known numbers; null: none. */
export function passedInput(
  { kind, params }: Use,
  inputs: readonly (number | null)[],
): number | null {
  const passes = layerOf(kind)?.passes;
  if (!passes) return null;
  for (const [at, value] of inputs.entries()) {
    const passed = value === null ? null : passes(params, at, value);
    if (passed !== null) return passed;
  }
  return null;
}

function layerOf(kind: string): LayerDefinition | null {
  const definition = definitionOf(kind);
  return definition?.family === 'layer' ? definition : null;
}
