/**
 * Writes nodes of the objective as steps of the program and numbers their random streams. Two evaluations
 * are the same when the node, the weights of its network and everything that it reads are; the same
 * evaluation keeps its stream and moves statistics once.
 */
import type { CanvasNode } from '../graph/canvas.ts';
import type { Objective } from '../graph/objective.ts';
import type { Definition, Shape } from '../nodes/define.ts';
import { shapeOf } from '../nodes/shapes.ts';
import type { SourceProgram, Step } from './program.ts';

export class StepWriter {
  readonly #objective: Objective;
  readonly #sources: ReadonlyMap<
    string,
    { readonly index: number; readonly source: SourceProgram }
  >;
  /** Ordinals of nodes, so that names play no part. */
  readonly #ordinals: ReadonlyMap<string, number>;
  /** How often each network was updated so far in the iteration. */
  readonly #versions = new Map<string, number>();
  readonly #evaluations = new Map<string, number>();
  readonly #streams = new Map<number, number>();
  /** Evaluation of each value, by phase. */
  readonly #values = new Map<number, Map<string, number>>();
  #nextStream: number;

  constructor(objective: Objective, sources: readonly SourceProgram[]) {
    this.#objective = objective;
    this.#sources = new Map(sources.map((source, index) => [source.node, { index, source }]));
    this.#ordinals = new Map([...objective.canvas.nodes.keys()].map((id, index) => [id, index]));
    // Sources own the first numbers.
    this.#nextStream = sources.length;
  }

  markTrained(networks: readonly string[]): void {
    for (const name of new Set(networks)) {
      this.#versions.set(name, (this.#versions.get(name) ?? 0) + 1);
    }
  }

  write(
    computed: readonly string[],
    recalled: ReadonlyMap<string, number>,
    phase: number,
  ): readonly Step[] {
    const evaluated = new Map<string, number>();
    this.#values.set(phase, evaluated);
    const steps: Step[] = [];
    for (const id of computed) {
      const node = this.#objective.canvas.nodes.get(id);
      if (!node) continue;
      const inputs = this.#inputs(node);
      for (const value of inputs) {
        const maker = recalled.get(value);
        if (maker === undefined || evaluated.has(value)) continue;
        evaluated.set(value, this.#values.get(maker)?.get(value) ?? -1);
        steps.push({ type: 'recall', value });
      }
      const evaluation = this.#evaluation(node, inputs, evaluated, phase);
      for (const { name } of node.ports.outputs) evaluated.set(`${id}.${name}`, evaluation);
      const isFirst = !this.#streams.has(evaluation);
      const step = this.#step(node, inputs, () => this.#streamOf(evaluation), isFirst);
      if (step) steps.push(step);
    }
    return steps;
  }

  /** Streams of its own for each view; statistics stay. */
  writeView(computed: readonly string[]): readonly Step[] {
    return computed.flatMap((id) => {
      const node = this.#objective.canvas.nodes.get(id);
      const step = node && this.#step(node, this.#inputs(node), () => this.#nextStream++, false);
      return step ? [step] : [];
    });
  }

  #inputs({ id, ports }: CanvasNode): readonly string[] {
    return ports.inputs.flatMap(({ name }) => {
      const wire = this.#objective.canvas.wires.get(`${id}.${name}`);
      return wire ? [`${wire.node}.${wire.port}`] : [];
    });
  }

  #evaluation(
    { id, definition, params }: CanvasNode,
    inputs: readonly string[],
    evaluated: ReadonlyMap<string, number>,
    phase: number,
  ): number {
    const network = networkOf(definition, params);
    const isFresh = definition.family === 'source' && definition.fresh(params) !== 'iteration';
    const version = network === null ? 0 : (this.#versions.get(network) ?? 0);
    const ports = inputs.map((value) => {
      const [maker = ''] = value.split('.');
      const made = this.#objective.canvas.nodes.get(maker)?.ports.outputs ?? [];
      const port = made.findIndex(({ name }) => `${maker}.${name}` === value);
      return `${evaluated.get(value) ?? -1}:${port}`;
    });
    const key = [this.#ordinals.get(id), version, isFresh ? phase : '', ...ports].join(' ');
    const known = this.#evaluations.get(key);
    if (known !== undefined) return known;
    this.#evaluations.set(key, this.#evaluations.size);
    return this.#evaluations.size - 1;
  }

  #streamOf(evaluation: number): number {
    const stream = this.#streams.get(evaluation) ?? this.#nextStream++;
    this.#streams.set(evaluation, stream);
    return stream;
  }

  #step(
    node: CanvasNode,
    inputs: readonly string[],
    stream: () => number,
    updatesStatistics: boolean,
  ): Step | null {
    const { id, definition, params, ports } = node;
    const outputs = ports.outputs.map(({ name }) => `${id}.${name}`);
    const output = outputs[0] ?? '';
    const { kind } = node.node;
    switch (definition.family) {
      case 'source':
        return { type: 'draw', source: this.#sources.get(id)?.index ?? -1, outputs };
      case 'structure': {
        const network = String(params.network);
        const call = { type: 'apply', node: id, network, inputs, outputs } as const;
        return { ...call, stream: stream(), updatesStatistics };
      }
      case 'layer':
      case 'operation':
        return this.#operate(node, inputs, outputs, stream());
      case 'barrier': {
        const ends = { node: id, input: inputs[0] ?? '', output } as const;
        const pool = definition.pool?.(params);
        if (!pool) return { type: 'stop', ...ends };
        const type = this.#objective.values.get(output)?.type;
        const shape = type ? shapeOf(type) : [];
        return { type: 'pool', ...ends, pool, shape, stream: stream() };
      }
      case 'loss': {
        const network = networkOf(definition, params);
        const shapes = inputs.map((value) => shapeOfValue(this.#objective, value));
        const weights = definition.weights?.(params, shapes) ?? [];
        const call = { type: 'loss', node: id, kind, params, inputs, output } as const;
        return { ...call, stream: stream(), network, weights };
      }
      case 'step':
      case 'view':
        return null;
      default:
        return definition satisfies never;
    }
  }

  #operate(
    { id, node, params }: CanvasNode,
    inputs: readonly string[],
    outputs: readonly string[],
    stream: number,
  ): Step {
    const outputTypes = outputs.flatMap((value) => this.#objective.values.get(value) ?? []);
    const call = { type: 'operate', node: id, kind: node.kind, params, inputs } as const;
    return { ...call, outputs, outputTypes, stream };
  }
}

/** The network whose weights an evaluation of the node depends on. */
function networkOf(definition: Definition, params: CanvasNode['params']): string | null {
  if (definition.family === 'structure') return String(params.network);
  return definition.family === 'loss' ? (definition.network?.(params) ?? null) : null;
}

function shapeOfValue({ values }: Objective, value: string): Shape {
  const type = values.get(value)?.type;
  return type ? shapeOf(type) : [];
}
