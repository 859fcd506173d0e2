/** Files of a tf.js model become a model of one of tf.js' two kinds, which the person's own features are made by. */
import * as tf from '@tensorflow/tfjs-core';
import { readModelJson } from '../../data/files/model-json.ts';
import { MeasureError, type ModelFiles } from './metric-store.ts';

export interface ReadModel {
  /** Of its one input; null where any length goes. */
  readonly inputShape: readonly (number | null)[];
  apply(images: tf.Tensor4D): tf.Tensor;
  dispose(): void;
}

/** Throws MeasureError where they are none, or one that takes no single input. */
export async function readModelFiles(name: string, files: ModelFiles): Promise<ReadModel> {
  try {
    return await read(name, files);
  } catch (error) {
    throw error instanceof MeasureError ? error : cannotBeLoaded(name, error);
  }
}

async function read(name: string, files: ModelFiles): Promise<ReadModel> {
  const { modelTopology, weightsManifest, ...about } = readModelJson('its model.json', files.json);
  const weightSpecs = weightsManifest.flatMap(({ weights }) => weights);
  const artifacts = {
    ...about,
    modelTopology,
    weightSpecs,
    weightData: files.weights.slice().buffer,
  } as tf.io.ModelArtifacts;
  const source = tf.io.fromMemory(artifacts);
  // Models that TensorFlow itself saved have a graph of nodes, those of Keras and of Ganvas a list of layers.
  const isGraph = about.format === 'graph-model' || Array.isArray(modelTopology.node);
  return isGraph ? readGraph(name, source) : readLayers(name, source);
}

export function cannotBeLoaded(name: string, error: unknown): MeasureError {
  const reason = error instanceof Error ? error.message : String(error);
  return new MeasureError(`the model "${name}" cannot be loaded: ${reason.replace(/\.$/, '')}`);
}

async function readLayers(name: string, source: tf.io.IOHandler): Promise<ReadModel> {
  const { loadLayersModel } = await import('@tensorflow/tfjs-layers');
  // Networks that Ganvas exported are made of its own layers.
  await import('../models/layer.ts');
  const model = await loadLayersModel(source);
  return guarded(name, {
    inputs: model.inputs.map(({ shape }) => shape),
    apply: (images) => model.predict(images) as tf.Tensor | tf.Tensor[],
    dispose: () => model.dispose(),
  });
}

/** What a graph does to images is read by tf.js' converter, which only such models bring along. */
async function readGraph(name: string, source: tf.io.IOHandler): Promise<ReadModel> {
  const { loadGraphModel } = await import('@tensorflow/tfjs-converter');
  const model = await loadGraphModel(source);
  return guarded(name, {
    inputs: model.inputs.map(({ shape }) => (shape ?? []).map((axis) => (axis < 0 ? null : axis))),
    apply: (images) => model.predict(images) as tf.Tensor | tf.Tensor[],
    dispose: () => model.dispose(),
  });
}

interface Loaded {
  readonly inputs: readonly (readonly (number | null)[])[];
  apply(images: tf.Tensor4D): tf.Tensor | tf.Tensor[] | tf.NamedTensorMap;
  dispose(): void;
}

function guarded(name: string, { inputs, apply, dispose }: Loaded): ReadModel {
  const [inputShape] = inputs;
  if (!inputShape || inputs.length !== 1) {
    dispose();
    throw new MeasureError(
      `the model "${name}" has ${inputs.length} inputs; features are made by a model of one, which takes images`,
    );
  }
  return {
    inputShape,
    dispose,
    apply(images) {
      try {
        return firstOf(apply(images));
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new MeasureError(`the model "${name}" fails on images [${images.shape}]: ${reason}`);
      }
    },
  };
}

function firstOf(output: tf.Tensor | tf.Tensor[] | tf.NamedTensorMap): tf.Tensor {
  if (output instanceof tf.Tensor) return output;
  const [first] = Array.isArray(output) ? output : Object.values(output);
  if (!first) throw new Error('it has no output');
  return first;
}
