/**
 * tf.layers classes derived from the catalog, one for each layer kind and registered under `ganvas/KIND`, so that saved
 * models load anywhere this file is imported. What a layer computes is its kind's `forward`.
 */
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { catalog } from '../../nodes/catalog.ts';
import type { LayerContext, LayerDefinition, RandomStream, Shape } from '../../nodes/define.ts';
import { type Average, moveAverages } from '../in-place/averages.ts';
import { ensureKernels } from '../kernels/ensure.ts';
import { keepWhole } from '../kernels/webgpu/waiting-product.ts';
import { ops } from '../ops/ops.ts';
import { layerStream } from '../plan/random-keys.ts';
import { createRandomStream } from '../random/stream.ts';
import { live, liveNumber, refuseRecording } from '../replay/live.ts';

/** What a call of a network brings besides its inputs; layers find it in `kwargs.evaluation`. */
export interface Evaluation {
  readonly seed: number;
  readonly step: number;
  /** What schedules are evaluated at; `step` keys random numbers. */
  readonly iteration: number;
  /** Of the `apply` in the plan, and which repeat of its phase this is. */
  readonly stream: number;
  readonly repeat: number;
  readonly updatesStatistics: boolean;
  /** Tensors to use in place of weights, by `layer/weight`: moving averages. */
  readonly substitutes?: ReadonlyMap<string, tf.Tensor> | undefined;
  /** Sees what every layer gives. */
  readonly observe?: ((layer: string, output: tf.Tensor) => void) | undefined;
  /** Stands between a layer and what it computes. */
  readonly intervene?: Intervene | undefined;
  /** Remembers what layers read of their state, or tells it. */
  readonly states?: StateMemory | undefined;
}

/** State that a call moves is what it was before that, where the call is repeated; and it moves no second time. */
export interface StateMemory {
  readonly isRepeat: boolean;
  /** By `layer/weight`, copies. */
  readonly read: Map<string, tf.Tensor>;
}

/** A layer about to compute. `forward` is the kind's, with whatever parameters and inputs it is given. */
export interface LayerCall {
  readonly kind: string;
  readonly layer: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly inputs: readonly tf.Tensor[];
  forward(params: LayerCall['params'], inputs: readonly tf.Tensor[]): tf.Tensor;
}

export type Intervene = (call: LayerCall) => tf.Tensor;

export interface LayerConfig {
  readonly name: string;
  /** Position in its network: keys its randomness. */
  readonly ordinal: number;
  /** Has no inputs; what tf.layers hands it is there for the size of its batch. */
  readonly isSource: boolean;
  /** What schedules stand at where a call brings no evaluation: in models that have left the run. */
  readonly iteration?: number;
  /** Ports whose tensors come as [N, 1] and are meant as [N]: tf.layers' `predict` takes no others. */
  readonly columns?: readonly number[];
  readonly params: Readonly<Record<string, unknown>>;
  readonly weights: readonly {
    readonly name: string;
    readonly shape: Shape;
    readonly isTrainable: boolean;
  }[];
  readonly outputShape: Shape;
}

/** The part of tf.layers' own constructor argument that is kept. */
type LayerArguments = ConstructorParameters<typeof tfl.layers.Layer>[0];

abstract class KindLayer extends tfl.layers.Layer {
  abstract readonly definition: LayerDefinition;
  private readonly config: LayerConfig;
  private readonly held = new Map<string, tfl.LayerVariable>();

  constructor(config: LayerConfig) {
    super({ name: config.name } as LayerArguments);
    this.config = config;
  }

  /** Weights start at zero; whoever builds the network sets them. */
  override build(): void {
    const zeros = tfl.initializers.zeros();
    for (const { name, shape, isTrainable } of this.config.weights) {
      const weight = this.addWeight(
        name,
        [...shape],
        'float32',
        zeros,
        undefined,
        isTrainable,
        undefined,
      );
      this.held.set(name, weight);
    }
    this.built = true;
  }

  override computeOutputShape(): (number | null)[] {
    return [null, ...this.config.outputShape];
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: Record<string, unknown>): tf.Tensor {
    ensureKernels(tf.getBackend());
    const { definition, config } = this;
    const evaluation = kwargs.evaluation as Evaluation | undefined;
    const isTraining = kwargs.training === true;
    const { columns } = config;
    const all = Array.isArray(inputs) ? inputs : [inputs];
    const given = columns
      ? all.map((input, port) => (columns.includes(port) ? tf.reshape(input, [-1]) : input))
      : all;
    const moves: Average[] = [];
    const context: LayerContext = {
      tf,
      ops,
      isTraining,
      movesStatistics: isTraining && evaluation?.updatesStatistics === true,
      get iteration(): number {
        refuseRecording(`the layer "${config.name}" goes by the number of the iteration`);
        return evaluation?.iteration ?? config.iteration ?? 0;
      },
      batchSize: given[0]?.shape[0] ?? 1,
      get random(): RandomStream {
        const { seed = 0, step = 0, stream = 0, repeat = 0 } = evaluation ?? {};
        return createRandomStream(seed, step, layerStream(stream, repeat, config.ordinal));
      },
      weight: (name) =>
        evaluation?.substitutes?.get(`${config.name}/${name}`) ??
        this.remembered(name, evaluation?.states) ??
        this.weightNamed(name),
      update: (name, value, keep, factor) => {
        if (isTraining && evaluation?.updatesStatistics && !evaluation.states?.isRepeat) {
          moves.push({ target: this.weightNamed(name), source: value, keep, factor });
        }
      },
    };
    const forward: LayerCall['forward'] = (params, inputs) => {
      const instead =
        evaluation && scheduled(definition, params, evaluation.iteration, context.batchSize);
      if (instead) return instead;
      const made = definition.forward(context, params as never, inputs);
      moveAverages(moves.splice(0));
      return made;
    };
    const [params, own] = [config.params, config.isSource ? [] : given];
    const output = evaluation?.intervene
      ? evaluation.intervene({
          kind: definition.kind,
          layer: config.name,
          params,
          inputs: own,
          forward,
        })
      : forward(params, own);
    if (evaluation?.observe) {
      keepWhole(output);
      evaluation.observe(config.name, output);
    }
    return output;
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { ordinal, isSource, iteration, columns, params, weights, outputShape } = this.config;
    const own = {
      ordinal,
      isSource,
      ...(iteration === undefined ? {} : { iteration }),
      ...(columns === undefined ? {} : { columns }),
      params,
      weights,
      outputShape,
    };
    return {
      ...super.getConfig(),
      ...structuredClone(own),
    } as unknown as tf.serialization.ConfigDict;
  }

  private remembered(name: string, states: StateMemory | undefined): tf.Tensor | null {
    const isState = this.config.weights.some((own) => own.name === name && !own.isTrainable);
    if (!states || !isState) return null;
    const key = `${this.name}/${name}`;
    if (!states.isRepeat && !states.read.has(key)) {
      states.read.set(key, tf.keep(tf.add(this.weightNamed(name), 0)));
    }
    return states.read.get(key) ?? null;
  }

  weightNamed(name: string): tf.Variable {
    const weight = this.held.get(name);
    if (!weight) throw new Error(`internal: layer ${this.name} has no weight "${name}"`);
    return weight.read() as tf.Variable;
  }
}

/** What a kind gives that is one number of the iteration: uploaded, so that a step can be repeated at another iteration. */
export function scheduled(
  { valueAt }: LayerDefinition,
  params: LayerCall['params'],
  iteration: number,
  batchSize: number,
): tf.Tensor | null {
  if (!valueAt) return null;
  return liveNumber(
    live(iteration, (at) => valueAt(params as never, at)),
    batchSize,
  );
}

type LayerClass = new (config: LayerConfig) => KindLayer;

const classes = new Map<string, LayerClass>();

for (const definition of catalog.values()) {
  if (definition.family === 'layer') classes.set(definition.kind, classFor(definition));
}

function classFor(definition: LayerDefinition): LayerClass {
  class Layer extends KindLayer {
    static readonly className = `ganvas/${definition.kind}`;
    override readonly definition = definition;
  }
  tf.serialization.registerClass(
    Layer as unknown as tf.serialization.SerializableConstructor<tf.serialization.Serializable>,
  );
  return Layer;
}

/** Names under which `model.json` files ask for layers. */
export const layerNames: readonly string[] = [...classes.keys()].map((kind) => `ganvas/${kind}`);

export function createLayer(kind: string, config: LayerConfig): KindLayer {
  const Layer = classes.get(kind);
  if (!Layer) throw new Error(`internal: the program holds a layer of unknown kind "${kind}"`);
  return new Layer(config);
}

export type { KindLayer };
