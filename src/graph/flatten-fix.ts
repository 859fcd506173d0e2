/** The fix for an image where a vector is expected: a flatten between the two. */
import type { InputPort } from '../nodes/define.ts';
import type { Canvas } from './canvas.ts';
import type { Problem } from './problem.ts';

export function flattenFix(canvas: Canvas, node: string, port: InputPort): Problem['fix'] {
  const to = `${node}.${port.name}`;
  const wire = canvas.wires.get(to);
  if (port.accepts !== 'vector' || !wire) return undefined;
  const id = freeId(canvas, 'flatten');
  const edge = { from: `${wire.node}.${wire.port}`, to };
  const graph = canvas.id;
  const [a, b] = [canvas.nodes.get(wire.node)?.node.at, canvas.nodes.get(node)?.node.at];
  const middle = a && b ? { at: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] as [number, number] } : {};
  return {
    label: 'Flatten it first',
    edits: [
      { type: 'add-node', graph, id, node: { kind: 'flatten', ...middle } },
      { type: 'connect', graph, edge: { from: edge.from, to: `${id}.in` } },
      { type: 'connect', graph, edge: { from: `${id}.out`, to } },
    ],
  };
}

function freeId(canvas: Canvas, stem: string): string {
  for (let n = 1; ; n++) {
    const id = n === 1 ? stem : `${stem}${n}`;
    if (!canvas.nodes.has(id)) return id;
  }
}
