/** CycleGAN as a tf.js user would write it: two generators and two judges of stock layers, a pool of fakes on each side. */
import * as tf from '@tensorflow/tfjs-core';
import {
  chain,
  instanceNorm,
  leaky,
  minimize,
  Network,
  type PlainLoop,
  type Sizes,
  size,
} from './network.ts';

const POOL = 50;

export function plainCyclegan(sizes: Sizes): PlainLoop {
  const side = size(sizes, 'imageSize');
  const channels = size(sizes, 'channels');
  const rate = size(sizes, 'learningRate');
  const [AtoB, BtoA] = [translator(sizes), translator(sizes)];
  const [DA, DB] = [judges(sizes), judges(sizes)];
  const adamG = tf.train.adam(rate, 0.5, 0.999);
  const adamD = tf.train.adam(rate, 0.5, 0.999);
  const [poolA, poolB] = [imagePool(), imagePool()];
  const isOne = (score: tf.Tensor) => tf.mean(tf.square(tf.sub(score, 1))) as tf.Scalar;
  const isZero = (score: tf.Tensor) => tf.mean(tf.square(score)) as tf.Scalar;
  const apart = (a: tf.Tensor, b: tf.Tensor) => tf.mean(tf.abs(tf.sub(a, b)));
  return {
    networks: { AtoB, BtoA, DA, DB },
    falls: 'g',
    inputs: [
      [side, side, channels],
      [side, side, channels],
    ],
    step: (imagesA, imagesB) => {
      const a = imagesA as tf.Tensor;
      const b = imagesB as tf.Tensor;
      if (AtoB.parameters === 0)
        tf.tidy(() => [AtoB.call(a), BtoA.call(b), DA.call(a), DB.call(b)]);
      let kept: tf.Tensor[] = [];
      const g = minimize(
        adamG,
        () => {
          const fakeB = AtoB.call(a);
          const fakeA = BtoA.call(b);
          kept = [tf.keep(tf.clone(fakeA)), tf.keep(tf.clone(fakeB))];
          const cycles = tf.add(apart(BtoA.call(fakeB), a), apart(AtoB.call(fakeA), b));
          const same = tf.add(apart(BtoA.call(a), a), apart(AtoB.call(b), b));
          return tf.addN([
            isOne(DB.call(fakeB)),
            isOne(DA.call(fakeA)),
            tf.mul(cycles, size(sizes, 'lambdaCycle')) as tf.Scalar,
            tf.mul(same, size(sizes, 'lambdaIdentity')) as tf.Scalar,
          ]);
        },
        AtoB,
        BtoA,
      );
      const [fakeA, fakeB] = kept as [tf.Tensor, tf.Tensor];
      const [oldA, oldB] = [poolA(fakeA), poolB(fakeB)];
      const d = minimize(
        adamD,
        () =>
          tf.mul(
            0.5,
            tf.addN([
              isOne(DA.call(a)),
              isZero(DA.call(oldA)),
              isOne(DB.call(b)),
              isZero(DB.call(oldB)),
            ]),
          ),
        DA,
        DB,
      );
      return { g, d };
    },
  };
}

function translator(sizes: Sizes): Network {
  const ngf = size(sizes, 'ngf');
  return new Network((net) => {
    const mirror = (by: number) => (x: tf.Tensor) =>
      tf.mirrorPad(
        x,
        [
          [0, 0],
          [by, by],
          [by, by],
          [0, 0],
        ],
        'reflect',
      );
    const conv = (
      filters: number,
      kernelSize: number,
      strides: number,
      padding: 'valid' | 'same',
    ) => net.conv({ filters, kernelSize, strides, padding }, 0.02);
    const up = (filters: number) =>
      net.transposed({ filters, kernelSize: 3, strides: 2, padding: 'same' }, 0.02);
    const residual = () => {
      const inner = chain(
        mirror(1),
        conv(ngf * 4, 3, 1, 'valid'),
        instanceNorm,
        tf.relu,
        mirror(1),
        conv(ngf * 4, 3, 1, 'valid'),
        instanceNorm,
      );
      return (x: tf.Tensor) => tf.add(x, inner(x));
    };
    return chain(
      ...[mirror(3), conv(ngf, 7, 1, 'valid'), instanceNorm, tf.relu],
      ...[conv(ngf * 2, 3, 2, 'same'), instanceNorm, tf.relu],
      ...[conv(ngf * 4, 3, 2, 'same'), instanceNorm, tf.relu],
      ...Array.from({ length: size(sizes, 'blocks') }, residual),
      ...[up(ngf * 2), instanceNorm, tf.relu, up(ngf), instanceNorm, tf.relu],
      ...[mirror(3), conv(size(sizes, 'channels'), 7, 1, 'valid'), tf.tanh],
    );
  });
}

function judges(sizes: Sizes): Network {
  const ndf = size(sizes, 'ndf');
  return new Network((net) => {
    const down = (filters: number) =>
      net.conv({ filters, kernelSize: 4, strides: 2, padding: 'same' }, 0.02);
    const wide = (filters: number) =>
      chain(
        (x) =>
          tf.pad(x, [
            [0, 0],
            [1, 1],
            [1, 1],
            [0, 0],
          ]),
        net.conv({ filters, kernelSize: 4, padding: 'valid' }, 0.02),
      );
    return chain(
      ...[down(ndf), leaky, down(ndf * 2), instanceNorm, leaky],
      ...[down(ndf * 4), instanceNorm, leaky, wide(ndf * 8), instanceNorm, leaky, wide(1)],
    );
  });
}

/** Keeps what it is given, and gives it or, from when it is full, at even odds an older one. */
function imagePool(): (image: tf.Tensor) => tf.Tensor {
  const stored: tf.Tensor[] = [];
  return (image) => {
    if (stored.length < POOL) {
      stored.push(image);
      return image;
    }
    const at = Math.floor(Math.random() * POOL);
    const old = stored[at];
    if (!old || Math.random() < 0.5) return passing(image);
    stored[at] = image;
    return passing(old);
  };
}

/** Nobody keeps it any more: the surrounding tidy takes it back. */
function passing(image: tf.Tensor): tf.Tensor {
  const given = tf.clone(image);
  image.dispose();
  return given;
}
