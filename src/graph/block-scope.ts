/** What expressions see inside one copy of a block: the arguments of its use, the block's own values, its number. */
import type { Block } from '../../graph-schemas/document.ts';
import type { CanvasNode } from './canvas.ts';
import { own } from './graph-of.ts';
import type { GraphId } from './problem.ts';
import type { ProblemList } from './problem-list.ts';
import { boundsFault, type Params } from './resolve-params.ts';
import { evaluateNumeric, origin, Scope } from './scope.ts';

/** What the use gives in copy `i`, evaluated in the scope of its canvas `graph`; wrong ones become problems. */
export function argumentsOf(
  use: CanvasNode,
  graph: GraphId,
  block: Block,
  i: number,
  outer: Scope,
  problems: ProblemList,
): ReadonlyMap<string, number> {
  const scope = new Scope(new Map([['i', i]]), outer);
  const values = new Map<string, number>();
  for (const [name, written] of Object.entries(use.params.arguments as Params)) {
    const where = { graph, node: use.id, field: `arguments.${name}` };
    const parameter = own(block.parameters ?? {}, name);
    if (!parameter) {
      const names = Object.keys(block.parameters ?? {}).join(', ') || 'none';
      problems.error(
        'param.unknown',
        where,
        `the block has no parameter "${name}"; it has ${names}`,
      );
      continue;
    }
    const value = evaluateNumeric(written as number | string, scope);
    if (typeof value !== 'number') {
      problems.error(value.code, where, value.message);
      continue;
    }
    const fault = boundsFault(value, parameter, parameter.label ?? name);
    const source = origin(written as number | string, scope);
    if (fault) problems.error(fault.code, where, `${fault.message}${source}`);
    else values.set(name, value);
  }
  return values;
}

/** The block's own parameters, as given or as they stand, over the scope outside. */
export function scopeOf(
  block: Block,
  given: ReadonlyMap<string, number>,
  i: number,
  outer: Scope,
): Scope {
  const values = new Map([['i', i]]);
  for (const [name, { value }] of Object.entries(block.parameters ?? {})) {
    values.set(name, given.get(name) ?? value);
  }
  return new Scope(values, outer);
}
