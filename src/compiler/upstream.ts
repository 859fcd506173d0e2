/** What a node of the objective depends on, in an order in which it can be computed. */
import type { Canvas } from '../graph/canvas.ts';

/** The node itself comes last. The inputs of nodes that `isCut` answers to are not followed. */
export function upstream(
  canvas: Canvas,
  end: string,
  isCut: (id: string) => boolean,
): readonly string[] {
  const order: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const stack = [end];
  while (stack.length > 0) {
    const id = stack.at(-1) ?? '';
    if (state.has(id)) {
      stack.pop();
      if (state.get(id) === 'open') {
        state.set(id, 'done');
        order.push(id);
      }
      continue;
    }
    state.set(id, 'open');
    if (isCut(id)) continue;
    const inputs = canvas.nodes.get(id)?.ports.inputs ?? [];
    for (const { name } of inputs.toReversed()) {
      const wire = canvas.wires.get(`${id}.${name}`);
      if (wire && !state.has(wire.node)) stack.push(wire.node);
    }
  }
  return order;
}
