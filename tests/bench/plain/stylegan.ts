/**
 * StyleGAN as a tf.js user would write it. tf.js has no gradient of the gradients of pooling and of depthwise
 * convolutions, which R1 needs, so it blurs with shifted slices and halves by a mean.
 */
import * as tf from '@tensorflow/tfjs-core';
import {
  chain,
  instanceNorm,
  leaky,
  leakyTwice,
  minimize,
  Network,
  type PlainLoop,
  type Sizes,
  size,
} from './network.ts';

const LAYERS = 10;
const BLOCKS = 4;
const GAIN = Math.SQRT2;

export function plainStylegan(sizes: Sizes): PlainLoop {
  const wDim = size(sizes, 'wDim');
  const batch = size(sizes, 'batchSize');
  const filters = (stage: number) =>
    Math.min(size(sizes, 'fmapBase') / 2 ** stage, size(sizes, 'fmapMax'));
  const mean = tf.variable(tf.zeros([wDim]), false);
  const mapping = new Network((net) => {
    const dense = Array.from({ length: 8 }, () => chain(equalDense(net, wDim, wDim, 0.01), leaky));
    return chain(pixelNorm, ...dense, (w) => {
      mean.assign(tf.add(tf.mul(mean, 0.995), tf.mul(tf.mean(w, 0), 0.005)));
      return w;
    });
  });
  const synthesis = synthesisOf(wDim, batch, filters);
  const D = judge(batch, filters);
  const noise = () => tf.randomNormal([batch, wDim]) as tf.Tensor;
  const mixed = () => {
    const [first, second] = [mapping.call(noise()), mapping.call(noise())];
    const isMixed = Math.random() < size(sizes, 'mixing');
    const crossover = isMixed ? 1 + Math.floor(Math.random() * (LAYERS - 1)) : LAYERS;
    const is = (w: tf.Tensor, count: number) => tf.tile(tf.expandDims(w, 1), [1, count, 1]);
    if (crossover === LAYERS) return is(first, LAYERS);
    return tf.concat([is(first, crossover), is(second, LAYERS - crossover)], 1);
  };
  const slopes = tf.grad((x: tf.Tensor) => tf.sum(D.call(x)));
  const rate = size(sizes, 'learningRate');
  const adamD = tf.train.adam(rate, 0, 0.99);
  const adamG = tf.train.adam(rate, 0, 0.99);
  const decay = 0.5 ** (batch / 10_000);
  const trained = [...mapping.trained, ...synthesis.trained];
  const averages = trained.map((weight) => tf.variable(weight, false));
  return {
    networks: { mapping, synthesis, D },
    falls: 'd',
    inputs: [[64, 64, 3]],
    step: (images) => {
      const real = images as tf.Tensor;
      const fake = tf.tidy(() => synthesis.call(mixed()));
      const d = minimize(
        adamD,
        () => {
          const judged = tf.add(
            tf.mean(tf.softplus(tf.neg(D.call(real)))),
            tf.mean(tf.softplus(D.call(fake))),
          );
          const slope = tf.mean(tf.sum(tf.square(slopes(real)), [1, 2, 3]));
          return tf.add(judged, tf.mul(slope, size(sizes, 'r1Gamma') / 2)) as tf.Scalar;
        },
        D,
      );
      const g = minimize(
        adamG,
        () => tf.mean(tf.softplus(tf.neg(D.call(synthesis.call(mixed()))))) as tf.Scalar,
        mapping,
        synthesis,
      );
      for (const [i, weight] of trained.entries()) {
        const average = averages[i];
        average?.assign(tf.add(tf.mul(average, decay), tf.mul(weight, 1 - decay)));
      }
      return { d, g };
    },
  };
}

function synthesisOf(wDim: number, batch: number, filters: (stage: number) => number): Network {
  return new Network((net) => {
    const constant = net.variable(tf.ones([1, 4, 4, filters(1)]));
    const calls: ((x: tf.Tensor, w: tf.Tensor) => tf.Tensor)[] = [];
    const styled = (channels: number, layer: number) => {
      const strength = net.variable(tf.zeros([channels]));
      const bias = net.variable(tf.zeros([channels]));
      const style = equalDense(net, wDim, 2 * channels, 1, 1);
      calls.push((x, w) => {
        const [, height = 0, width = 0] = x.shape;
        const noise = tf.mul(tf.randomNormal([batch, height, width, 1]), strength);
        const judged = leaky(tf.add(tf.add(x, noise), bias));
        const own = tf.reshape(tf.slice(w, [0, layer, 0], [batch, 1, wDim]), [batch, wDim]);
        const [scale, shift] = tf.split(tf.reshape(style(own), [batch, 1, 1, -1]), 2, 3);
        const normed = instanceNorm(judged, 1e-8);
        return tf.add(tf.mul(normed, tf.add(scale as tf.Tensor, 1)), shift as tf.Tensor);
      });
    };
    styled(filters(1), 0);
    calls.push(equalConv(net, 3, filters(1), filters(1), GAIN, false));
    styled(filters(1), 1);
    for (let i = 1; i <= BLOCKS; i++) {
      const conv = equalConv(net, 3, filters(i), filters(i + 1), GAIN, false);
      calls.push((x) => {
        const [, height = 0, width = 0] = x.shape;
        return conv(tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [2 * height, 2 * width]));
      }, blur);
      styled(filters(i + 1), 2 * i);
      calls.push(equalConv(net, 3, filters(i + 1), filters(i + 1), GAIN, false));
      styled(filters(i + 1), 2 * i + 1);
    }
    const toRgb = equalConv(net, 1, filters(BLOCKS + 1), 3, 1, true);
    return (w) => {
      const first = tf.tile(constant, [batch, 1, 1, 1]);
      return toRgb(calls.reduce((x, call) => call(x, w as tf.Tensor), first as tf.Tensor));
    };
  });
}

function judge(batch: number, filters: (stage: number) => number): Network {
  return new Network((net) => {
    const calls = [equalConv(net, 1, 3, filters(BLOCKS + 1), GAIN, true), leakyTwice];
    for (let i = BLOCKS; i >= 1; i--) {
      const channels = filters(i + 1);
      calls.push(equalConv(net, 3, channels, channels, GAIN, true), leakyTwice, blur);
      calls.push(equalConv(net, 3, channels, filters(i), GAIN, true), halve, leakyTwice);
    }
    calls.push(spread, equalConv(net, 3, filters(1) + 1, filters(1), GAIN, true), leakyTwice);
    calls.push((x) => tf.reshape(x, [batch, 16 * filters(1)]));
    calls.push(equalDense(net, 16 * filters(1), filters(0), 1, GAIN), leakyTwice);
    calls.push(equalDense(net, filters(0), 1, 1, 1));
    return chain(...calls);
  });
}

/** Weights are drawn with deviation 1 over the factor of their rate, and scaled when they are used. */
function equalDense(net: Network, from: number, to: number, rate: number, gain = GAIN) {
  const weight = net.variable(tf.randomNormal([from, to], 0, 1 / rate));
  const bias = net.variable(tf.zeros([to]));
  const scale = (gain * rate) / Math.sqrt(from);
  return (x: tf.Tensor) => tf.add(tf.matMul(x, tf.mul(weight, scale)), tf.mul(bias, rate));
}

function equalConv(
  net: Network,
  kernel: number,
  from: number,
  to: number,
  gain: number,
  hasBias: boolean,
) {
  const weight = net.variable(tf.randomNormal([kernel, kernel, from, to]));
  const bias = hasBias ? net.variable(tf.zeros([to])) : undefined;
  const scale = gain / Math.sqrt(kernel * kernel * from);
  return (x: tf.Tensor) => {
    const scaled = tf.mul(weight, scale) as tf.Tensor4D;
    const y = tf.conv2d(x as tf.Tensor4D, scaled, 1, 'same') as tf.Tensor;
    return bias ? tf.add(y, bias) : y;
  };
}

function pixelNorm(x: tf.Tensor): tf.Tensor {
  return tf.mul(x, tf.rsqrt(tf.add(tf.mean(tf.square(x), -1, true), 1e-8)));
}

/** [1, 2, 1] along both axes, its sum made 1. */
function blur(x: tf.Tensor): tf.Tensor {
  return along(along(x, 1), 2);
}

function along(x: tf.Tensor, axis: 1 | 2): tf.Tensor {
  const framed = tf.pad(
    x,
    [0, 1, 2, 3].map((i) => (i === axis ? [1, 1] : [0, 0])) as [number, number][],
  );
  const part = (from: number) =>
    tf.slice(
      framed,
      [0, 1, 2, 3].map((i) => (i === axis ? from : 0)),
      x.shape,
    );
  return tf.add(tf.mul(x, 0.5), tf.mul(tf.add(part(0), part(2)), 0.25));
}

function halve(x: tf.Tensor): tf.Tensor {
  const [batch = 0, height = 0, width = 0, channels = 0] = x.shape;
  const rows = tf.reshape(x, [batch, height / 2, 2, (width / 2) * 2 * channels]);
  const halved = tf.reshape(tf.mean(rows, 2), [(batch * height) / 2, width / 2, 2, channels]);
  return tf.reshape(tf.mean(halved, 2), [batch, height / 2, width / 2, channels]);
}

/** How much the samples of a group of four differ, as a further channel. */
function spread(x: tf.Tensor): tf.Tensor {
  const [batch = 0, height = 0, width = 0, channels = 0] = x.shape;
  const group = [4, 3, 2, 1].find((count) => batch % count === 0) ?? 1;
  const grouped = tf.reshape(x, [group, batch / group, height * width * channels]);
  const { variance } = tf.moments(grouped, 0);
  const deviation = tf.mean(tf.sqrt(tf.add(variance, 1e-8)), 1);
  const each = tf.reshape(tf.tile(deviation, [group]), [batch, 1, 1, 1]);
  return tf.concat([x, tf.tile(each, [1, height, width, 1])], 3);
}
