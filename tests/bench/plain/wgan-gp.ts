/** WGAN-GP as a tf.js user would write it: the penalty is a `tf.grad` inside of the loss. */
import * as tf from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import {
  chain,
  leakyTwice,
  minimize,
  Network,
  type PlainLoop,
  type Sizes,
  size,
} from './network.ts';

const IMAGE = [28, 28, 1] as const;

export function plainWganGp(sizes: Sizes): PlainLoop {
  const dim = size(sizes, 'dim');
  const batch = size(sizes, 'batchSize');
  const lambda = size(sizes, 'lambdaGp');
  const noise = () => tf.randomNormal([batch, size(sizes, 'zDim')]) as tf.Tensor;

  const G = new Network((net) => {
    const up = (filters: number) =>
      net.transposed({ filters, kernelSize: 5, strides: 2, padding: 'same' });
    return chain(
      net.layer(layers.dense({ units: dim * 64 })),
      tf.relu,
      (x) => tf.reshape(x, [batch, 4, 4, dim * 4]),
      up(dim * 2),
      tf.relu,
      (x) => tf.slice(x, [0, 0, 0, 0], [batch, 7, 7, dim * 2]),
      up(dim),
      tf.relu,
      up(1),
      tf.sigmoid,
    );
  });
  const critic = new Network((net) => {
    const down = (filters: number) =>
      net.conv({ filters, kernelSize: 5, strides: 2, padding: 'same' });
    return chain(
      down(dim),
      leakyTwice,
      down(dim * 2),
      leakyTwice,
      down(dim * 4),
      leakyTwice,
      net.layer(layers.flatten()),
      net.layer(layers.dense({ units: 1 })),
    );
  });

  const slopes = tf.grad((x: tf.Tensor) => tf.sum(critic.call(x)));
  const penalty = (real: tf.Tensor, fake: tf.Tensor) => {
    const share = tf.randomUniform([batch, 1, 1, 1]);
    const between = tf.add(real, tf.mul(share, tf.sub(fake, real)));
    const length = tf.sqrt(tf.add(tf.sum(tf.square(slopes(between)), [1, 2, 3]), 1e-12));
    return tf.mean(tf.square(tf.sub(length, 1)));
  };

  const rate = size(sizes, 'learningRate');
  const adamC = tf.train.adam(rate, 0.5, 0.9);
  const adamG = tf.train.adam(rate, 0.5, 0.9);
  return {
    networks: { G, critic },
    falls: 'critic',
    inputs: [IMAGE],
    step: (images) => {
      const real = images as tf.Tensor;
      if (critic.parameters === 0) tf.dispose(critic.call(real));
      let c: tf.Scalar = tf.scalar(0);
      for (let i = 0; i < size(sizes, 'nCritic'); i++) {
        const fake = tf.tidy(() => G.call(noise()));
        c = minimize(
          adamC,
          () => {
            const distance = tf.sub(tf.mean(critic.call(fake)), tf.mean(critic.call(real)));
            return tf.add(distance, tf.mul(lambda, penalty(real, fake))) as tf.Scalar;
          },
          critic,
        );
      }
      const z = noise();
      const g = minimize(adamG, () => tf.neg(tf.mean(critic.call(G.call(z)))) as tf.Scalar, G);
      return { critic: c, g };
    },
  };
}
