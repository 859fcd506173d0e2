/** Files of a tf.js model become a model: what `model.json` must hold, and which of tf.js' two kinds it is. */
import * as tf from '@tensorflow/tfjs-core';
import { z } from 'zod';
import { MeasureError, type ModelFiles } from './metric-store.ts';

const ModelJson = z.looseObject({
  format: z.enum(['layers-model', 'graph-model']).optional(),
  modelTopology: z.record(z.string(), z.unknown()),
  weightsManifest: z.array(
    z.object({
      paths: z.array(z.string()),
      weights: z.array(
        z.looseObject({ name: z.string(), shape: z.array(z.int()), dtype: z.string() }),
      ),
    }),
  ),
  signature: z.record(z.string(), z.unknown()).optional(),
  userDefinedMetadata: z.record(z.string(), z.unknown()).optional(),
});

export interface ReadModel {
  /** Of its one input; null where any length goes. */
  readonly inputShape: readonly (number | null)[];
  apply(images: tf.Tensor4D): tf.Tensor;
  dispose(): void;
}

/** The files that a `model.json` names, in the order in which they are joined; throws MeasureError where it is none. */
export function weightPaths(name: string, json: string): readonly string[] {
  return parsed(name, json).weightsManifest.flatMap(({ paths }) => paths);
}

export async function readModelFiles(name: string, files: ModelFiles): Promise<ReadModel> {
  const { modelTopology, weightsManifest, ...about } = parsed(name, files.json);
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
  try {
    return isGraph ? await readGraph(name, source) : await readLayers(name, source);
  } catch (error) {
    if (error instanceof MeasureError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new MeasureError(`the model "${name}" cannot be loaded: ${reason}`);
  }
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

function parsed(name: string, json: string): z.infer<typeof ModelJson> {
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch {
    throw new MeasureError(
      `the model.json of "${name}" is not JSON: choose the one that tf.js saved`,
    );
  }
  const result = ModelJson.safeParse(data);
  if (result.success) return result.data;
  const at = result.error.issues[0]?.path.join('.') || 'its top';
  throw new MeasureError(
    `the model.json of "${name}" is no tf.js model: ${at} is not as tf.js writes it`,
  );
}
