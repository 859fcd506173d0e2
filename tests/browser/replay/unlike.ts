/** Steps that no recording can stand for, each with the reason that is given. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { difference } from '../../../src/runtime/replay/compare.ts';
import { refuseRecording } from '../../../src/runtime/replay/live.ts';
import { record } from '../../../src/runtime/replay/recorder.ts';

type Step = (step: number) => tf.Tensor;

export async function whyUnlike(): Promise<Record<string, string>> {
  const backend = tf.backend() as WebGPUBackend;
  const weight = tf.keep(tf.tensor1d([1, 2, 3]));
  await weight.data();
  const moved = new Map<number, tf.Tensor>();
  const steps: Readonly<Record<string, Step>> = {
    same: () => tf.add(weight, tf.tensor1d([1, 1, 1])),
    reads: () => {
      void tf.neg(weight).data();
      return tf.neg(weight);
    },
    uploads: (step) => tf.add(weight, tf.tensor1d([step, step, step])),
    branches: (step) => (step % 2 === 0 ? tf.neg(weight) : tf.exp(weight)),
    grows: (step) => (step % 2 === 0 ? tf.neg(weight) : tf.neg(tf.neg(weight))),
    numbers: (step) => tf.leakyRelu(weight, 0.1 * step),
    remembers: (step) => {
      moved.set(step, tf.keep(tf.neg(weight)));
      return tf.add(moved.get(step - 1) ?? weight, 1);
    },
    counts: () => {
      refuseRecording('it goes by the clock');
      return tf.neg(weight);
    },
  };
  const found: Record<string, string> = {};
  for (const [name, step] of Object.entries(steps)) {
    step(1).dispose();
    const [one, other] = [2, 3].map(
      (at) => record(backend, () => tf.tidy(() => step(at))).recorded,
    );
    if (one?.type !== 'recording' || other?.type !== 'recording') {
      found[name] = one?.type === 'refused' ? one.reason : '';
    } else found[name] = difference(one.recording, other.recording) ?? 'none';
  }
  return found;
}
