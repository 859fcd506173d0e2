/** Which backend starts in Node, and what it says of itself. */
import { availableParallelism } from 'node:os';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { startBackend } from '../../src/runtime/backends/start.ts';

describe('startBackend in Node', () => {
  it('takes wasm by itself and says why not WebGPU', async () => {
    const info = await startBackend('auto');
    if (info.backend === 'webgpu') return;
    const threads =
      availableParallelism() < 2 ? 'one thread' : expect.stringMatching(/ \d threads$/);
    expect(info).toMatchObject({ backend: 'wasm', device: threads });
    expect(info.reason).toMatch(/^no WebGPU .*so wasm with SIMD, (one thread|\d threads)$/);
    expect(tf.getBackend()).toBe('wasm');
  });

  it('starts the backend that is asked for', async () => {
    expect(await startBackend('cpu')).toMatchObject({
      backend: 'cpu',
      reason: 'cpu was asked for',
    });
    expect(tf.getBackend()).toBe('cpu');
    expect((await startBackend('wasm')).backend).toBe('wasm');
    expect(tf.getBackend()).toBe('wasm');
  });

  it('refuses in words where the backend that is asked for is not there', async () => {
    const started = await startBackend('webgpu').catch((error: Error) => error.message);
    if (typeof started !== 'string') return;
    expect(started).toMatch(
      /^Starting the backend webgpu failed: no WebGPU .*Choose another backend, or "auto"/,
    );
  });

  it('starts again without losing tensors', async () => {
    await startBackend('wasm');
    const kept = tf.tensor1d([1, 2, 3]);
    await startBackend('wasm');
    expect([...(await kept.data())]).toEqual([1, 2, 3]);
  });
});
