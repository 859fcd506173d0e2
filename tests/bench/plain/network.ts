/** What the plain loops are written with: stock tf.layers called layer by layer, their weights gathered as they are built. */
import * as tf from '@tensorflow/tfjs-core';
import { initializers, layers } from '@tensorflow/tfjs-layers';

type Layer = ReturnType<typeof layers.dense>;
type ConvArguments = Parameters<typeof layers.conv2d>[0];

/** By name: all numbers of the document's parameters. */
export type Sizes = Readonly<Record<string, number>>;

export interface PlainLoop {
  /** One iteration on batches [N, H, W, C], one for each dataset; the losses stay on the device. */
  step(...images: readonly tf.Tensor4D[]): Readonly<Record<string, tf.Scalar>>;
  /** By name in the document. */
  readonly networks: Readonly<Record<string, Network>>;
  /** The loss that falls at first when all is right. */
  readonly falls: string;
  /** Shapes of images of each dataset. */
  readonly inputs: readonly (readonly [number, number, number])[];
}

/** Layers and variables are made when the network is; layers are built by the first call. */
export class Network {
  readonly #layers: Layer[] = [];
  readonly #variables: tf.Variable[] = [];
  readonly call: (...inputs: tf.Tensor[]) => tf.Tensor;

  constructor(make: (network: Network) => (...inputs: tf.Tensor[]) => tf.Tensor) {
    this.call = make(this);
  }

  layer(layer: unknown): (x: tf.Tensor) => tf.Tensor {
    const own = layer as Layer;
    this.#layers.push(own);
    return (x) => own.apply(x, { training: true }) as tf.Tensor;
  }

  conv(
    args: Omit<ConvArguments, 'kernelInitializer'>,
    stdDev?: number,
  ): (x: tf.Tensor) => tf.Tensor {
    return this.layer(layers.conv2d({ ...args, ...first(stdDev) }));
  }

  transposed(
    args: Omit<ConvArguments, 'kernelInitializer'>,
    stdDev?: number,
  ): (x: tf.Tensor) => tf.Tensor {
    return this.layer(layers.conv2dTranspose({ ...args, ...first(stdDev) }));
  }

  variable(value: tf.Tensor): tf.Variable {
    const made = tf.variable(value);
    value.dispose();
    this.#variables.push(made);
    return made;
  }

  get trained(): tf.Variable[] {
    return [
      ...this.#layers.flatMap(({ trainableWeights }) =>
        trainableWeights.map((weight) => weight.read() as tf.Variable),
      ),
      ...this.#variables,
    ];
  }

  get parameters(): number {
    return this.trained.reduce((sum, { size }) => sum + size, 0);
  }
}

/** Without a deviation: Glorot's, the default of tf.layers. */
function first(stdDev: number | undefined) {
  return stdDev === undefined
    ? {}
    : { kernelInitializer: initializers.randomNormal({ mean: 0, stddev: stdDev }) };
}

/** One after another. */
export function chain(
  ...calls: readonly ((x: tf.Tensor) => tf.Tensor)[]
): (x: tf.Tensor) => tf.Tensor {
  return (x) => calls.reduce((value, call) => call(value), x);
}

export const leaky = (x: tf.Tensor) => tf.leakyRelu(x, 0.2);

/** For networks whose gradient is penalized: tf.js has no gradient of that of `leakyRelu`. */
export const leakyTwice = (x: tf.Tensor) =>
  tf.add(tf.mul(x, 0.2), tf.mul(tf.relu(x), 0.8)) as tf.Tensor;

export function minimize(
  optimizer: tf.Optimizer,
  loss: () => tf.Scalar,
  ...networks: readonly Network[]
): tf.Scalar {
  const variables = networks.flatMap(({ trained }) => trained);
  return optimizer.minimize(loss, true, variables) as tf.Scalar;
}

export function size(sizes: Sizes, name: string): number {
  const found = sizes[name];
  if (found === undefined) throw new Error(`internal: no size ${name}`);
  return found;
}

/** The layer has no weights in the preset, and tf.layers has none of the kind. */
export function instanceNorm(x: tf.Tensor, epsilon = 1e-5): tf.Tensor {
  const { mean, variance } = tf.moments(x, [1, 2], true);
  return tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, epsilon)));
}
