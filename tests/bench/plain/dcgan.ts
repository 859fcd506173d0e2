/** DCGAN as a tf.js user would write it: stock layers, two stock Adam optimizers, one `minimize` for each side. */
import * as tf from '@tensorflow/tfjs-core';
import { initializers, layers } from '@tensorflow/tfjs-layers';
import {
  chain,
  leaky,
  minimize,
  Network,
  type PlainLoop,
  type Sizes,
  size as sizeOf,
} from './network.ts';

const norm = () =>
  layers.batchNormalization({
    epsilon: 1e-5,
    momentum: 0.9,
    gammaInitializer: initializers.randomNormal({ mean: 1, stddev: 0.02 }),
  });

export function plainDcgan(sizes: Sizes): PlainLoop {
  const [imageSize, channels, zDim, ngf, ndf, batchSize] = [
    'imageSize',
    'channels',
    'zDim',
    'ngf',
    'ndf',
    'batchSize',
  ].map((name) => sizeOf(sizes, name)) as [number, number, number, number, number, number];
  const stages = Math.log2(imageSize) - 3;

  const G = new Network((net) => {
    const up = (filters: number, isFirst: boolean) =>
      net.transposed(
        {
          filters,
          kernelSize: 4,
          strides: isFirst ? 1 : 2,
          padding: isFirst ? 'valid' : 'same',
          useBias: false,
        },
        0.02,
      );
    const calls: ((x: tf.Tensor) => tf.Tensor)[] = [];
    for (let i = 0; i <= stages; i++)
      calls.push(up(ngf * 2 ** (stages - i), i === 0), net.layer(norm()), tf.relu);
    return chain(...calls, up(channels, false), tf.tanh);
  });

  const D = new Network((net) => {
    const down = (filters: number, isLast: boolean) =>
      net.conv(
        {
          filters,
          kernelSize: 4,
          strides: isLast ? 1 : 2,
          padding: isLast ? 'valid' : 'same',
          useBias: false,
        },
        0.02,
      );
    const calls: ((x: tf.Tensor) => tf.Tensor)[] = [];
    for (let i = 0; i <= stages; i++) {
      calls.push(down(ndf * 2 ** i, false));
      if (i > 0) calls.push(net.layer(norm()));
      calls.push(leaky);
    }
    return chain(...calls, down(1, true), net.layer(layers.flatten()));
  });

  const adamD = tf.train.adam(2e-4, 0.5, 0.999);
  const adamG = tf.train.adam(2e-4, 0.5, 0.999);
  const bce = (labels: tf.Tensor, logits: tf.Tensor) =>
    tf.losses.sigmoidCrossEntropy(labels, logits) as tf.Scalar;
  return {
    networks: { G, D },
    falls: 'd',
    inputs: [[imageSize, imageSize, channels]],
    step: (images) => {
      const z = tf.randomNormal([batchSize, 1, 1, zDim]);
      const ones = tf.ones([batchSize, 1]);
      const zeros = tf.zeros([batchSize, 1]);
      const fake = tf.tidy(() => G.call(z));
      const real = images as tf.Tensor;
      // Layers are built before the weights are asked for.
      if (D.parameters === 0) tf.dispose(D.call(real));
      const d = minimize(adamD, () => tf.add(bce(ones, D.call(real)), bce(zeros, D.call(fake))), D);
      const g = minimize(adamG, () => bce(ones, D.call(G.call(z))), G);
      return { d, g };
    },
  };
}
