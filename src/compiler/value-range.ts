/** Which numbers of an image are black and white: read off the plan, not off the pixels, so that sheets are comparable. */
import type { NetworkProgram, Program, Step, ViewProgram } from './program.ts';
import { outputsOf } from './step-values.ts';

export type ValueRange = 'symmetric' | 'unit';

/** Kinds that keep the range of their first input. */
const KEEPING = new Set(['reshape', 'flatten', 'concat', 'stop-gradient', 'crop', 'pad', 'slice']);

/** [−1, 1] or [0, 1]; follows the value back to an activation or to the data, else takes that of the data. */
export function rangeOf(program: Program, view: ViewProgram, value: string): ValueRange {
  const makers = new Map<string, Step>();
  for (const step of view.steps) for (const name of outputsOf(step)) makers.set(name, step);
  return follow(program, makers, value) ?? rangeOfData(program) ?? 'symmetric';
}

function follow(
  program: Program,
  makers: ReadonlyMap<string, Step>,
  value: string,
): ValueRange | null {
  const step = makers.get(value);
  switch (step?.type) {
    case 'draw':
      return rangeOfSource(program, step.source);
    case 'stop':
      return follow(program, makers, step.input);
    case 'operate': {
      const [first] = step.inputs;
      return rangeOfKind(step.kind) ?? (first ? follow(program, makers, first) : null);
    }
    case 'apply': {
      const network = program.networks.find(({ name }) => name === step.network);
      const output = network?.outputs[step.outputs.indexOf(value)];
      return network && output ? rangeOfLayer(network, output.layer) : null;
    }
    default:
      return null;
  }
}

function rangeOfLayer(network: NetworkProgram, id: string): ValueRange | null {
  const layer = network.layers.find((layer) => layer.id === id);
  if (!layer) return null;
  const [first] = layer.inputs;
  const isKeeping = KEEPING.has(layer.kind) && first !== undefined;
  return rangeOfKind(layer.kind) ?? (isKeeping ? rangeOfLayer(network, first) : null);
}

function rangeOfKind(kind: string): ValueRange | null {
  if (kind === 'tanh') return 'symmetric';
  return kind === 'sigmoid' || kind === 'softmax' ? 'unit' : null;
}

function rangeOfData(program: Program): ValueRange | null {
  for (let source = 0; source < program.sources.length; source++) {
    const range = rangeOfSource(program, source);
    if (range) return range;
  }
  return null;
}

function rangeOfSource(program: Program, source: number): ValueRange | null {
  const transform = program.sources[source]?.feed?.transform;
  return transform?.type === 'image' ? transform.range : null;
}
