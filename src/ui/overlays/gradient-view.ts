/** The reach of a step's gradient on a canvas: on the objective its nodes and wires, inside of a network its layers. Pure. */
import type { Graph } from '../../../graph-schemas/document.ts';
import { canvasLayers } from '../../compiler/canvas-layers.ts';
import { type GradientReach, type Reach, stronger, wireId } from '../../compiler/gradient-reach.ts';
import type { Program } from '../../compiler/program.ts';
import { splitRef } from '../../graph/graph-of.ts';
import type { GraphId } from '../../graph/problem.ts';
import type { Through } from '../../graph/through.ts';
import { edgeKey } from '../../store/canvas-store.ts';
import type { CardMark, OverlayView } from './overlay-types.ts';

export function gradientView(
  program: Program,
  reach: GradientReach,
  graphId: GraphId,
  graph: Graph,
  through: Through | null,
): OverlayView {
  const nodes =
    graphId === 'objective' ? reach.nodes : innerReach(program, reach, graphId, graph, through);
  const cards = new Map(
    Object.keys(graph.nodes).map((id): [string, CardMark] => [
      id,
      { type: 'reach', reach: nodes.get(id) ?? 'none' },
    ]),
  );
  const wires = new Map(
    graph.edges.map((edge) => {
      const [source] = splitRef(edge.from);
      const [target] = splitRef(edge.to);
      const found =
        graphId === 'objective'
          ? reach.wires.get(wireId(edge.from, target))
          : between(nodes.get(source), nodes.get(target));
      return [edgeKey(edge), found ?? 'none'] as const;
    }),
  );
  return { cards, wires, scale: null };
}

/** Of the nodes inside of a network; of a block, as its use on the way here has it. */
function innerReach(
  program: Program,
  reach: GradientReach,
  graphId: GraphId,
  graph: Graph,
  through: Through | null,
): ReadonlyMap<string, Reach> {
  const canvas = canvasLayers(program, graphId, through);
  const layers = canvas && reach.layers.get(canvas.network.name);
  const found = new Map<string, Reach>();
  if (!canvas || !layers) return found;
  for (const [node, own] of canvas.nodes) {
    for (const { id } of own) {
      const one = layers.get(id);
      if (one) found.set(node, stronger(found.get(node), one));
    }
  }
  // The ends of the canvas are no layers: the gradient is there if it is at their neighbours.
  for (const id of Object.keys(graph.nodes)) {
    if (found.has(id)) continue;
    const isInput = layers.get(`input:${id}`) === 'touched';
    const feeds = graph.edges.flatMap(({ from, to }) =>
      splitRef(to)[0] === id ? (found.get(splitRef(from)[0]) ?? []) : [],
    );
    found.set(id, isInput || feeds.some(carries) ? 'touched' : 'used');
  }
  return found;
}

const carries = (reach: Reach) => reach === 'trained' || reach === 'passed' || reach === 'touched';

function between(
  source: Reach | undefined,
  target: Reach | undefined,
): 'gradient' | 'cut' | 'used' | null {
  if (source === undefined || target === undefined) return null;
  if (target === 'cut' && source !== 'used') return 'cut';
  return carries(source) && carries(target) ? 'gradient' : 'used';
}
