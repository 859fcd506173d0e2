/** Runs the hand-written loop in a worker of its own, so that none of Ganvas' kernels but the filter gradient is registered. */
import * as tf from '@tensorflow/tfjs-core';
import { dispatches } from './dispatches.ts';
import type { Answer, Request } from './messages.ts';
import { type PlainLoop, plainDcgan, type Size } from './plain-dcgan.ts';
import { startStockBackend } from './stock-backend.ts';

let loop: PlainLoop | undefined;
let images: Float32Array<ArrayBuffer> = new Float32Array();
let shape: [number, number, number, number] = [0, 0, 0, 0];

async function start(request: Extract<Request, { type: 'start' }>): Promise<string> {
  await startStockBackend(request.backend);
  const size: Size = request.size;
  shape = [size.batchSize, size.imageSize, size.imageSize, size.channels];
  images = new Float32Array(shape.reduce((a, b) => a * b)).map(() => Math.random() * 2 - 1);
  loop = plainDcgan(size);
  return tf.getBackend();
}

async function run(steps: number) {
  if (!loop) throw new Error('run before start');
  const before = dispatches();
  const began = performance.now();
  let last: { d: tf.Scalar; g: tf.Scalar } | undefined;
  for (let i = 0; i < steps; i++) {
    if (last) tf.dispose(last);
    const batch = tf.tensor4d(images, shape);
    last = loop.step(batch);
    batch.dispose();
  }
  if (last) {
    await Promise.all([last.d.data(), last.g.data()]);
    tf.dispose(last);
  }
  const msPerStep = (performance.now() - began) / steps;
  return { msPerStep, dispatchesPerStep: (dispatches() - before) / steps };
}

self.onmessage = async ({ data }: MessageEvent<Request>) => {
  try {
    const answer: Answer =
      data.type === 'start'
        ? { type: 'started', backend: await start(data), tensors: tf.memory().numTensors }
        : { type: 'ran', ...(await run(data.steps)), tensors: tf.memory().numTensors };
    self.postMessage(answer);
  } catch (error) {
    self.postMessage({ type: 'failed', message: String(error) } satisfies Answer);
  }
};
