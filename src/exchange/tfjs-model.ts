/**
 * A network of the program as tf.js saves a `tf.LayersModel`: `model.json` and shards of weights. Written without tf.js,
 * so that no second copy of the weights lies on a device. Layers are those that `src/layers` registers.
 */
import type { NetworkProgram } from '../compiler/program.ts';
import type { ExportFile } from './export-file.ts';

/** As tf.js cuts them, so that browsers cache them. */
const SHARD_BYTES = 4 * 2 ** 20;

export interface TfjsModel {
  readonly network: NetworkProgram;
  /** By `G/layer/weight`. */
  readonly weights: ReadonlyMap<string, Float32Array>;
  /** What scheduled layers stand at. */
  readonly iteration: number;
}

/** Paths begin in the model's folder. */
export function tfjsModel({ network, weights, iteration }: TfjsModel): readonly ExportFile[] {
  const listed = network.layers.flatMap(({ id, weights: own }) =>
    own.map(({ name, shape }) => {
      const values = weights.get(`${network.name}/${id}/${name}`);
      if (!values) throw new Error(`internal: ${network.name} came without ${id}/${name}`);
      return { name: `${id}/${name}`, shape, values };
    }),
  );
  const total = listed.reduce((sum, { values }) => sum + values.length * 4, 0);
  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const { values } of listed) {
    for (const value of values) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  }
  const count = Math.ceil(total / SHARD_BYTES);
  const shards = Array.from({ length: count }, (_, index) => ({
    path: `group1-shard${index + 1}of${count}.bin`,
    content: bytes.subarray(index * SHARD_BYTES, (index + 1) * SHARD_BYTES),
  }));
  const manifest = {
    paths: shards.map(({ path }) => path),
    weights: listed.map(({ name, shape }) => ({ name, shape, dtype: 'float32' })),
  };
  const model = {
    format: 'layers-model',
    generatedBy: 'Ganvas',
    convertedBy: null,
    modelTopology: topologyOf(network, iteration),
    weightsManifest: count > 0 ? [manifest] : [],
  };
  const text = `${JSON.stringify(model, null, 1)}\n`;
  return [{ path: 'model.json', content: text }, ...shards];
}

/** A functional model in the form of Keras. tf.js reads `snake_case` keys as `camelCase` and leaves those alone. */
function topologyOf(network: NetworkProgram, iteration: number): unknown {
  const taken = network.inputs.map(({ name, type }) => {
    const shape = type.type === 'tensor' ? type.shape : [];
    return { name, shape, dtype: type.type === 'tensor' ? 'float32' : 'int32' };
  });
  const flat = new Set(
    taken.flatMap(({ name, shape }) => (shape.length === 0 ? [`input:${name}`] : [])),
  );
  const place = (ref: string) => [ref.replace(/^input:/, ''), 0, 0];
  const inputs = taken.map(({ name, shape, dtype }) => ({
    name,
    class_name: 'InputLayer',
    config: {
      batch_input_shape: [null, ...(shape.length === 0 ? [1] : shape)],
      dtype,
      sparse: false,
      name,
    },
    inbound_nodes: [],
  }));
  const first = `input:${network.inputs[0]?.name ?? ''}`;
  const layers = network.layers.map(
    ({ id, kind, params, weights, outputShape, inputs: read }, ordinal) => ({
      name: id,
      class_name: `ganvas/${kind}`,
      config: {
        name: id,
        trainable: true,
        ordinal,
        isSource: read.length === 0,
        ...(iteration === 0 ? {} : { iteration }),
        // `predict` makes [N, 1] of every [N], so that is what the model takes.
        ...(read.some((ref) => flat.has(ref))
          ? { columns: read.flatMap((ref, port) => (flat.has(ref) ? [port] : [])) }
          : {}),
        params,
        weights: weights.map(({ name, shape, isTrainable }) => ({ name, shape, isTrainable })),
        outputShape,
      },
      // A layer without inputs is handed one for the size of its batch.
      inbound_nodes: [(read.length === 0 ? [first] : read).map((ref) => [...place(ref), {}])],
    }),
  );
  return {
    class_name: 'Model',
    config: {
      name: network.name,
      layers: [...inputs, ...layers],
      input_layers: network.inputs.map(({ name }) => place(name)),
      output_layers: outputLayers(network).map(place),
    },
    keras_version: 'tfjs-layers 4.22.0',
    backend: 'tensor_flow.js',
  };
}

/** Every layer that feeds an output, once: tf.layers wants no output twice. */
export function outputLayers({ outputs }: NetworkProgram): readonly string[] {
  return [...new Set(outputs.map(({ layer }) => layer))];
}
