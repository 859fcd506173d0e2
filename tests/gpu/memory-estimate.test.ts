/** What steps take at their peak on WebGPU, recorded and replayed, against the estimate for it. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { memoryOnWebGpu } from '../../src/compiler/memory-webgpu.ts';
import type { Program } from '../../src/compiler/program.ts';
import { presets } from '../../src/graph/presets.ts';
import { watchPeak } from '../../src/runtime/backends/peak-memory.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { dropSpareBuffers } from '../../src/runtime/replay/stock-backend.ts';
import { presetProgram } from '../runtime/support/preset.ts';
import { open, train } from '../runtime/support/runs.ts';
import { hasHalfHere } from './half-device.ts';

beforeAll(() => startBackend('webgpu'));

/** The first two of any kind are recorded; a growing network is at its first stage so long. */
const steps = (id: string): number => (id === 'stylegan-growing' ? 2 : 5);

const hasHalf = await hasHalfHere();

it.each(presets.map(({ id }) => id))('of %s is estimated within a tenth', (id) =>
  compare(presetProgram(id), steps(id)),
);

it.skipIf(!hasHalf).each(['dcgan', 'wgan-gp', 'pix2pix', 'bigan'])(
  'of %s in mixed precision is estimated within a tenth (skipped without shader-f16)',
  (id) => compare({ ...presetProgram(id), precision: 'mixed' }, steps(id)),
);

async function compare(program: Program, steps: number): Promise<void> {
  const estimate = memoryOnWebGpu(program);
  dropSpareBuffers(backend() as WebGPUBackend);
  const watch = watchPeak();
  if (!watch) throw new Error('memory of WebGPU cannot be watched');
  const before = watch.heldBytes;
  const trainer = await open(program);
  try {
    dropSpareBuffers(backend() as WebGPUBackend);
    watch.reset();
    await train(trainer, steps);
    const ratio = Math.max(...(estimate.stages[0] ?? [])) / (watch.peakBytes - before);
    expect(ratio).toBeGreaterThan(0.9);
    expect(ratio).toBeLessThan(1.1);
  } finally {
    trainer.dispose();
    watch.stop();
  }
}
