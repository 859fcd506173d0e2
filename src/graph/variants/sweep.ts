/**
 * Variants of a document: every combination of values along one or two axes, each a whole document. Which values an
 * axis takes is a list, a range or seeds. Pure; what runs them is the business of the page and the terminal.
 */
import type { Document } from '../../../graph-schemas/document.ts';
import { applyEdit } from '../edit.ts';
import { graphOf, own } from '../graph-of.ts';
import type { GraphId } from '../problem.ts';

/** What an axis changes. */
export type Target =
  | { readonly type: 'parameter'; readonly name: string }
  | {
      readonly type: 'field';
      readonly graph: GraphId;
      readonly node: string;
      /** From the parameter of the node inwards: `["optimizer", "beta1"]`. */
      readonly path: readonly string[];
    }
  | { readonly type: 'seed' };

export type AxisValue = number | string | boolean;

export interface Axis {
  readonly target: Target;
  readonly values: readonly AxisValue[];
}

export interface Variant {
  readonly name: string;
  readonly document: Document;
  /** By axis, in order. */
  readonly values: readonly { readonly target: Target; readonly value: AxisValue }[];
}

/** More would be an accident. */
export const MOST_VARIANTS = 64;

export type Values =
  | { readonly type: 'list'; readonly values: readonly AxisValue[] }
  /** `count` values from `from` to `to`, both among them; `isWhole` rounds them, and equal ones become one. */
  | {
      readonly type: 'range' | 'log-range';
      readonly from: number;
      readonly to: number;
      readonly count: number;
      readonly isWhole?: boolean;
    }
  /** `count` seeds from `from` on. */
  | { readonly type: 'seeds'; readonly from: number; readonly count: number };

const LARGEST_SEED = 2 ** 32 - 1;

/** The values, or a sentence that says what is wrong with them. */
export function axisValues(given: Values): readonly AxisValue[] | { readonly message: string } {
  if (given.type === 'list') {
    if (given.values.length === 0) return { message: 'Give at least one value.' };
    return [...new Set(given.values)];
  }
  const { from, count } = given;
  if (!Number.isInteger(count) || count < 1 || count > MOST_VARIANTS)
    return { message: `Expected 1 to ${MOST_VARIANTS} values, found ${count}.` };
  if (given.type === 'seeds') {
    const isSeed = Number.isInteger(from) && from >= 0 && from + count - 1 <= LARGEST_SEED;
    if (!isSeed)
      return { message: `Seeds are whole numbers from 0 to ${LARGEST_SEED}; found ${from}.` };
    return Array.from({ length: count }, (_, i) => from + i);
  }
  const { to } = given;
  if (!(Number.isFinite(from) && Number.isFinite(to)))
    return { message: `A range needs two numbers; found ${from} and ${to}.` };
  if (given.type === 'log-range' && !(from > 0 && to > 0))
    return {
      message: `A logarithmic range needs two numbers above 0; found ${from} and ${to}. Take a plain range.`,
    };
  const at = (share: number) =>
    given.type === 'range' ? from + (to - from) * share : from * (to / from) ** share;
  const values = Array.from({ length: count }, (_, i) =>
    // Ends are exact; between them, digits that only rounding made are dropped.
    i === 0 ? from : i === count - 1 ? to : Number(at(i / (count - 1)).toPrecision(6)),
  );
  return [...new Set(given.isWhole ? values.map(Math.round) : values)];
}

/** Every combination, the last axis changing fastest; or a sentence. Nothing of `document` is changed. */
export function sweep(
  document: Document,
  axes: readonly Axis[],
): readonly Variant[] | { readonly message: string } {
  const count = axes.reduce((product, { values }) => product * values.length, 1);
  if (count > MOST_VARIANTS)
    return {
      message: `These are ${count} variants; at most ${MOST_VARIANTS} can be made at once. Give fewer values.`,
    };
  const missing = axes.map(({ target }) => missingOf(document, target)).find((m) => m !== null);
  if (missing) return { message: missing };
  const combinations = axes.reduce<readonly (readonly AxisValue[])[]>(
    (before, { values }) => before.flatMap((given) => values.map((value) => [...given, value])),
    [[]],
  );
  return combinations.map((combination) => {
    const values = axes.map(({ target }, i) => ({
      target,
      value: combination[i] as AxisValue,
    }));
    const varied = values.reduce(
      (given, { target, value }) => withValue(given, target, value),
      document,
    );
    const name = `${document.name}, ${values.map(({ target, value }) => `${targetName(target)} ${value}`).join(', ')}`;
    return { name, document: { ...varied, name: name.slice(0, 200) }, values };
  });
}

/** `ngf`, `seed`, `realLoss.mode`. */
export function targetName(target: Target): string {
  switch (target.type) {
    case 'parameter':
      return target.name;
    case 'field':
      return [target.node, ...target.path].join('.');
    case 'seed':
      return 'seed';
    default:
      return target satisfies never;
  }
}

function missingOf(document: Document, target: Target): string | null {
  if (target.type === 'seed') return null;
  if (target.type === 'parameter')
    return own(document.parameters, target.name)
      ? null
      : `The document has no parameter "${target.name}".`;
  const graph = graphOf(document, target.graph);
  return graph && own(graph.nodes, target.node)
    ? null
    : `There is no node "${target.node}" in ${target.graph}.`;
}

function withValue(document: Document, target: Target, value: AxisValue): Document {
  switch (target.type) {
    case 'parameter': {
      const parameter = own(document.parameters, target.name);
      if (!parameter) return document;
      return applyEdit(document, {
        type: 'set-parameter',
        name: target.name,
        parameter: { ...parameter, value: Number(value) },
      });
    }
    case 'field': {
      const { graph, node, path } = target;
      const params = graphOf(document, graph)?.nodes[node]?.params ?? {};
      const [name = '', ...inner] = path;
      return applyEdit(document, {
        type: 'set-params',
        graph,
        id: node,
        params: { [name]: within(params[name], inner, value) },
      });
    }
    case 'seed':
      return applyEdit(document, {
        type: 'set-training',
        training: { ...document.training, seed: Number(value) },
      });
    default:
      return target satisfies never;
  }
}

/** `of` with another value at a path inside it. */
function within(of: unknown, [name, ...rest]: readonly string[], value: AxisValue): unknown {
  if (name === undefined) return value;
  if (Array.isArray(of))
    return of.map((item, i) => (String(i) === name ? within(item, rest, value) : item));
  const record = typeof of === 'object' && of !== null ? (of as Record<string, unknown>) : {};
  return { ...record, [name]: within(record[name], rest, value) };
}
