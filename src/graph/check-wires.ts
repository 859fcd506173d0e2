/** Which nodes of a canvas matter, and the inputs that nothing feeds. */
import type { Canvas, CanvasNode } from './canvas.ts';
import { splitRef } from './graph-of.ts';
import type { ProblemList } from './problem-list.ts';

/** The nodes that `isEnd` answers to, and all that feed them. */
export function feeding(canvas: Canvas, isEnd: (node: CanvasNode) => boolean): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...canvas.nodes.values()].filter(isEnd).map(({ id }) => id);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    for (const { name } of canvas.nodes.get(id)?.ports.inputs ?? []) {
      const wire = canvas.wires.get(`${id}.${name}`);
      if (wire) open.push(wire.node);
    }
  }
  return found;
}

/** A missing wire stops a compilation only where something depends on the node. */
export function checkUnreachable(
  canvas: Canvas,
  used: ReadonlySet<string>,
  problems: ProblemList,
): void {
  const graph = canvas.id;
  const refusedAt = new Set(canvas.refused.map(({ to }) => to));
  const refusedFrom = new Set(canvas.refused.map(({ from }) => splitRef(from)[0]));
  const isWired = (input: string) => canvas.wires.has(input) || refusedAt.has(input);
  // What its refused wire would have led to is not known.
  const leading = feeding(canvas, ({ id }) => refusedFrom.has(id));
  for (const { id, node, ports, definition } of canvas.nodes.values()) {
    const isBare = ports.inputs.every(({ name }) => !isWired(`${id}.${name}`));
    if (definition.family === 'step' && isBare) {
      const message = 'a step needs at least one loss, found none';
      problems.error('step.no-loss', { graph, node: id }, message);
      continue;
    }
    for (const { name, accepts, isOptional } of ports.inputs) {
      if (isOptional || isWired(`${id}.${name}`)) continue;
      problems.add(
        used.has(id) ? 'error' : 'warning',
        'input.missing',
        { graph, node: id, port: name },
        `${node.kind} expects ${accepts === 'image' ? 'an' : 'a'} ${accepts} at "${name}", found no wire`,
      );
    }
    const isInput = definition.family === 'structure' && definition.role === 'input';
    if (used.has(id) || leading.has(id) || isInput) continue;
    if (definition.family === 'loss') {
      problems.warning(
        'loss.unused',
        { graph, node: id },
        `no step uses the loss ${id}; connect it to an optimizer step`,
      );
      continue;
    }
    const goal = graph === 'objective' ? 'loss of a step and no view' : 'output';
    problems.warning(
      'graph.unreachable',
      { graph, node: id },
      `${id} reaches no ${goal}, so it is left out`,
      { label: 'Remove the node', edits: [{ type: 'remove-nodes', graph, ids: [id] }] },
    );
  }
}
