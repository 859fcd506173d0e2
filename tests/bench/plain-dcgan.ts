/**
 * The loop that a tf.js user would write by hand: the DCGAN of the preset from stock tf.layers, two
 * stock Adam optimizers, one `minimize` for each side. What Ganvas is measured against.
 */
import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';

export interface Size {
  readonly imageSize: number;
  readonly channels: number;
  readonly zDim: number;
  readonly ngf: number;
  readonly ndf: number;
  readonly batchSize: number;
}

const normal = (mean: number) => layers.initializers.randomNormal({ mean, stddev: 0.02 });
const norm = () =>
  layers.layers.batchNormalization({ epsilon: 1e-5, momentum: 0.9, gammaInitializer: normal(1) });

function transposed(filters: number, first: boolean): layers.layers.Layer {
  return layers.layers.conv2dTranspose({
    filters,
    kernelSize: 4,
    strides: first ? 1 : 2,
    padding: first ? 'valid' : 'same',
    useBias: false,
    kernelInitializer: normal(0),
  });
}

function strided(filters: number, last: boolean): layers.layers.Layer {
  return layers.layers.conv2d({
    filters,
    kernelSize: 4,
    strides: last ? 1 : 2,
    padding: last ? 'valid' : 'same',
    useBias: false,
    kernelInitializer: normal(0),
  });
}

function generator(size: Size): layers.LayersModel {
  const stages = Math.log2(size.imageSize) - 3;
  const input = layers.input({ shape: [1, 1, size.zDim] });
  let x = input;
  for (let i = 0; i <= stages; i++) {
    x = transposed(size.ngf * 2 ** (stages - i), i === 0).apply(x) as layers.SymbolicTensor;
    x = norm().apply(x) as layers.SymbolicTensor;
    x = layers.layers.activation({ activation: 'relu' }).apply(x) as layers.SymbolicTensor;
  }
  x = transposed(size.channels, false).apply(x) as layers.SymbolicTensor;
  x = layers.layers.activation({ activation: 'tanh' }).apply(x) as layers.SymbolicTensor;
  return layers.model({ inputs: input, outputs: x });
}

function discriminator(size: Size): layers.LayersModel {
  const stages = Math.log2(size.imageSize) - 3;
  const input = layers.input({ shape: [size.imageSize, size.imageSize, size.channels] });
  let x = input;
  for (let i = 0; i <= stages; i++) {
    x = strided(size.ndf * 2 ** i, false).apply(x) as layers.SymbolicTensor;
    if (i > 0) x = norm().apply(x) as layers.SymbolicTensor;
    x = layers.layers.leakyReLU({ alpha: 0.2 }).apply(x) as layers.SymbolicTensor;
  }
  x = strided(1, true).apply(x) as layers.SymbolicTensor;
  x = layers.layers.flatten().apply(x) as layers.SymbolicTensor;
  return layers.model({ inputs: input, outputs: x });
}

export interface PlainLoop {
  /** One iteration on a batch [N, H, W, C]; the losses stay on the device. */
  step(images: tf.Tensor4D): { d: tf.Scalar; g: tf.Scalar };
}

export function plainDcgan(size: Size): PlainLoop {
  const G = generator(size);
  const D = discriminator(size);
  const adamD = tf.train.adam(2e-4, 0.5, 0.999);
  const adamG = tf.train.adam(2e-4, 0.5, 0.999);
  const variables = (model: layers.LayersModel) =>
    model.trainableWeights.map((w) => w.read() as tf.Variable);
  const forward = (model: layers.LayersModel, x: tf.Tensor) =>
    model.apply(x, { training: true }) as tf.Tensor;
  const bce = (labels: tf.Tensor, logits: tf.Tensor) =>
    tf.losses.sigmoidCrossEntropy(labels, logits) as tf.Scalar;
  return {
    step(images) {
      return tf.tidy(() => {
        const z = tf.randomNormal([size.batchSize, 1, 1, size.zDim]);
        const ones = tf.ones([size.batchSize, 1]);
        const zeros = tf.zeros([size.batchSize, 1]);
        const fake = tf.tidy(() => forward(G, z));
        const d = adamD.minimize(
          () => tf.add(bce(ones, forward(D, images)), bce(zeros, forward(D, fake))),
          true,
          variables(D),
        ) as tf.Scalar;
        const g = adamG.minimize(
          () => bce(ones, forward(D, forward(G, z))),
          true,
          variables(G),
        ) as tf.Scalar;
        return { d, g };
      });
    },
  };
}
