/** What the compiler knows of every node of a canvas, as numbers: weights, work, memory, what it sees. Pure. */
import { canvasLayers, canvasReceptiveFields, lastOf } from '../../compiler/canvas-layers.ts';
import type { Compilation, NodeFacts } from '../../compiler/compile-types.ts';
import type { Program } from '../../compiler/program.ts';
import { type ReceptiveField, receptiveFields } from '../../compiler/receptive-field.ts';
import { sizeOf } from '../../compiler/weights.ts';
import type { GraphId } from '../../graph/problem.ts';
import type { Through } from '../../graph/through.ts';
import { shapeOf } from '../../nodes/shapes.ts';
import { formatBytes, formatCount, shortCount } from '../format.ts';
import type { Texts } from '../texts/english.ts';
import type { Reading, StaticOverlay } from './overlay-types.ts';

type Readings = ReadonlyMap<string, Reading>;
type OverlayTexts = Texts['overlays'];

const BYTES = 4;

export function staticReadings(
  overlay: StaticOverlay,
  { graphs, program }: Compilation,
  graph: GraphId,
  through: Through | null,
  texts: OverlayTexts,
): Readings {
  const facts = Object.entries(graphs[graph]?.nodes ?? {});
  switch (overlay) {
    case 'parameters':
      return counts(
        facts,
        ({ trainable, nonTrainable }) => trainable + nonTrainable,
        texts.ofWeights,
      );
    case 'cost':
      return counts(facts, ({ multiplyAdds }) => multiplyAdds, texts.ofWork);
    case 'memory':
      return program ? memory(program, facts, graph, through, texts) : new Map();
    case 'receptive-field':
      return program ? fields(program, facts, graph, through, texts) : new Map();
    default:
      return overlay satisfies never;
  }
}

type Facts = readonly (readonly [id: string, facts: NodeFacts])[];

function counts(
  facts: Facts,
  count: (facts: NodeFacts) => number,
  sentence: (count: string) => string,
): Readings {
  return new Map(
    facts.flatMap(([id, node]): [string, Reading][] => {
      const value = count(node);
      if (value === 0) return [];
      return [[id, { value, text: shortCount(value), more: sentence(formatCount(value)) }]];
    }),
  );
}

/** What is kept of the forward pass, for the whole batch. */
function memory(
  program: Program,
  facts: Facts,
  graph: GraphId,
  through: Through | null,
  texts: OverlayTexts,
): Readings {
  const canvas = canvasLayers(program, graph, through);
  const networks = new Map(
    program.networks.map(({ name, layers }) => [name, elementsOf(layers)] as const),
  );
  return new Map(
    facts.flatMap(([id, node]): [string, Reading][] => {
      const layers = canvas?.nodes.get(id);
      const network = networks.get(String(node.params?.network ?? ''));
      const elements = canvas ? elementsOf(layers ?? []) : (network ?? outputsOf(node));
      if (elements === 0) return [];
      const value = elements * program.batchSize * BYTES;
      const text = formatBytes(value);
      return [[id, { value, text, more: texts.ofMemory(text, program.batchSize) }]];
    }),
  );
}

const elementsOf = (layers: readonly { readonly outputShape: readonly number[] }[]) =>
  layers.reduce((sum, { outputShape }) => sum + sizeOf(outputShape), 0);

function outputsOf({ outputs }: NodeFacts): number {
  const tensors = Object.values(outputs).filter(({ type }) => type === 'tensor');
  return tensors.reduce((sum, type) => sum + sizeOf(shapeOf(type)), 0);
}

function fields(
  program: Program,
  facts: Facts,
  graph: GraphId,
  through: Through | null,
  texts: OverlayTexts,
): Readings {
  const found = new Map(canvasReceptiveFields(program, graph, through));
  if (graph === 'objective') {
    for (const [id, { params }] of facts) {
      const network = program.networks.find(({ name }) => name === params?.network);
      const last = network && lastOf(network.layers, network);
      const field = network && last && receptiveFields(network).get(last.id);
      if (field) found.set(id, field);
    }
  }
  return new Map([...found].map(([id, field]) => [id, fieldReading(field, texts)]));
}

function fieldReading(field: ReceptiveField, texts: OverlayTexts): Reading {
  const [height, width] = field.image;
  if (field.type === 'all') {
    return { value: Math.max(height, width), text: texts.whole, more: texts.seesAll };
  }
  const text = `${field.height}×${field.width}`;
  return {
    value: Math.max(field.height, field.width),
    text,
    more: texts.sees(text, `${height}×${width}`),
  };
}
