/** What the backend in use does at most here: a large matrix product, a large copy. The best of a few. */
import * as tf from '@tensorflow/tfjs-core';
import type { DeviceKind, Peak } from './messages.ts';

const TRIES = 3;

/** Large enough to last, small enough for a processor that plays a GPU. */
const SIDES = { wasm: 512, software: 512, hardware: 4096 };
const COPY_BYTES = { wasm: 1 << 26, software: 1 << 25, hardware: 1 << 28 };

export async function measurePeak(kind: DeviceKind): Promise<Peak> {
  const side = SIDES[kind];
  const repeats = kind === 'hardware' ? 20 : 1;
  let [product, copy] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const [a, b] = [tf.randomUniform([side, side]), tf.randomUniform([side, side])];
  // The first makes pipelines.
  for (let i = 0; i <= TRIES; i++) {
    const began = performance.now();
    let last: tf.Tensor = a;
    for (let k = 0; k < repeats; k++) {
      const next = tf.matMul(a, b);
      if (last !== a) last.dispose();
      last = next;
    }
    const corner = tf.slice(last, [0, 0], [1, 1]);
    await corner.data();
    if (i > 0) product = Math.min(product, (performance.now() - began) / repeats);
    tf.dispose([last, corner]);
  }
  tf.dispose([a, b]);
  const bytes = COPY_BYTES[kind];
  const copied = kind === 'wasm' ? hostCopy(bytes) : gpuCopy(gpuDevice(), bytes);
  for (let i = 0; i <= TRIES; i++) {
    const ms = await copied.once();
    if (i > 0) copy = Math.min(copy, ms);
  }
  copied.end();
  return {
    multiplyAddsPerSecond: (side ** 3 / product) * 1000,
    bytesPerSecond: ((2 * bytes) / copy) * 1000,
  };
}

function gpuDevice(): GPUDevice {
  return (tf.backend() as unknown as { readonly device: GPUDevice }).device;
}

function hostCopy(bytes: number) {
  const [from, to] = [new Float32Array(bytes / 4).fill(1), new Float32Array(bytes / 4)];
  return {
    once: async () => {
      const began = performance.now();
      to.set(from);
      return performance.now() - began;
    },
    end: () => undefined,
  };
}

function gpuCopy(device: GPUDevice, size: number) {
  const usage = 4 | 8; // COPY_SRC, COPY_DST
  const [from, to] = [device.createBuffer({ size, usage }), device.createBuffer({ size, usage })];
  return {
    once: async () => {
      await device.queue.onSubmittedWorkDone();
      const began = performance.now();
      const encoder = device.createCommandEncoder();
      encoder.copyBufferToBuffer(from, 0, to, 0, size);
      device.queue.submit([encoder.finish()]);
      await device.queue.onSubmittedWorkDone();
      return performance.now() - began;
    },
    end: () => {
      from.destroy();
      to.destroy();
    },
  };
}
