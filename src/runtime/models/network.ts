/** A network of the program as a functional tf.LayersModel, with its weights by name and in order. */
import { type Tensor, tensor, type Variable } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import type { NetworkProgram } from '../../compiler/program.ts';
import { change } from '../in-place/change.ts';
import { initialize } from '../random/initialize.ts';
import { deriveKey, wordsOf } from '../random/threefry.ts';
import { createLayer, type Evaluation, type KindLayer } from './layer.ts';
import { runParts } from './run-parts.ts';

export interface NetworkWeight {
  /** `layer/weight`; also its name in saved models. */
  readonly name: string;
  readonly variable: Variable;
  readonly isTrainable: boolean;
}

export interface Network {
  readonly name: string;
  readonly model: tfl.LayersModel;
  readonly weights: readonly NetworkWeight[];
  /** By id. */
  readonly layers: ReadonlyMap<string, KindLayer>;
  /** Inputs and outputs in the program's order. */
  run(inputs: readonly Tensor[], evaluation: Evaluation, isTraining: boolean): readonly Tensor[];
  dispose(): void;
}

/** `ordinal` is the network's position in the program: with the seed it names its first weights. */
export function buildNetwork(program: NetworkProgram, ordinal: number, seed: number): Network {
  const layers = new Map(
    program.layers.map(({ id, kind, params, weights, outputShape, inputs }, index) => {
      const isSource = inputs.length === 0;
      const own = { name: id, ordinal: index, isSource, params, weights, outputShape };
      return [id, createLayer(kind, own)] as const;
    }),
  );
  const model = connect(program, layers);
  setFirstValues(program, layers, ordinal, seed);
  return {
    ...model,
    name: program.name,
    layers,
    weights: weightsOf(program, layers),
    dispose: () => {
      model.model.dispose();
    },
  };
}

/** The same layers, so the same weights, connected as a stage of the program has them. Needs no disposal of its own. */
export function buildStage(program: NetworkProgram, whole: Network): Network {
  return { ...whole, ...connect(program, whole.layers), dispose: () => {} };
}

function connect(
  program: NetworkProgram,
  layers: ReadonlyMap<string, KindLayer>,
): Pick<Network, 'model' | 'run'> {
  const symbols = new Map<string, tfl.SymbolicTensor>();
  const inputs = program.inputs.map(({ name, type }) => {
    const symbol =
      type.type === 'tensor'
        ? tfl.input({ shape: [...type.shape], name })
        : tfl.input({ shape: [], name, dtype: 'int32' });
    symbols.set(`input:${name}`, symbol);
    return symbol;
  });
  for (const { id, inputs: sources } of program.layers) {
    const found =
      sources.length === 0
        ? inputs.slice(0, 1)
        : sources.map((source) => symbolOf(symbols, source, id));
    const [first] = found;
    if (!first) throw new Error(`internal: network ${program.name} has no input`);
    const output = layerOf(layers, id).apply(found.length === 1 ? first : found);
    symbols.set(id, output as tfl.SymbolicTensor);
  }
  // tf.layers wants every output once; ports that are fed by one layer share it.
  const fed = [...new Set(program.outputs.map(({ layer }) => layer))];
  const model = tfl.model({
    inputs,
    outputs: fed.map((layer) => symbolOf(symbols, layer, 'an output')),
    name: program.name,
  });
  const runLayers = runParts(program, layers);
  const positions = program.outputs.map(({ layer }) => fed.indexOf(layer));
  return {
    model,
    run(inputs, evaluation, isTraining) {
      if (isTraining) return runLayers(inputs, evaluation);
      const [only] = inputs;
      const fedInputs = inputs.length === 1 && only ? only : [...inputs];
      const found = model.apply(fedInputs, { training: isTraining, evaluation }) as
        | Tensor
        | Tensor[];
      const outputs = Array.isArray(found) ? found : [found];
      return positions.map((position) => {
        const output = outputs[position];
        if (!output) throw new Error(`internal: network ${program.name} gave too few outputs`);
        return output;
      });
    },
  };
}

function symbolOf(
  symbols: ReadonlyMap<string, tfl.SymbolicTensor>,
  id: string,
  reader: string,
): tfl.SymbolicTensor {
  const symbol = symbols.get(id);
  if (!symbol)
    throw new Error(`internal: ${reader} reads layer "${id}", which does not precede it`);
  return symbol;
}

function weightsOf(
  program: NetworkProgram,
  layers: ReadonlyMap<string, KindLayer>,
): NetworkWeight[] {
  return program.layers.flatMap(({ id, weights }) =>
    weights.map(({ name, isTrainable }) => ({
      name: `${id}/${name}`,
      variable: layerOf(layers, id).weightNamed(name),
      isTrainable,
    })),
  );
}

function setFirstValues(
  program: NetworkProgram,
  layers: ReadonlyMap<string, KindLayer>,
  ordinal: number,
  seed: number,
): void {
  program.layers.forEach(({ id, weights }, index) => {
    weights.forEach(({ name, shape, initializer, fans }, position) => {
      const key = deriveKey(wordsOf(seed), ordinal, index, position);
      const values = tensor(initialize(initializer, shape, fans, key), [...shape], 'float32');
      change(layerOf(layers, id).weightNamed(name), 'copy', [values]);
      values.dispose();
    });
  });
}

function layerOf(layers: ReadonlyMap<string, KindLayer>, id: string): KindLayer {
  const layer = layers.get(id);
  if (!layer) throw new Error(`internal: a network has no layer "${id}"`);
  return layer;
}
