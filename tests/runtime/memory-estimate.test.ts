/** What a step takes at its peak, against the estimate that is shown before training. */
import { beforeAll, expect, it } from 'vitest';
import { memoryOf } from '../../src/compiler/memory.ts';
import { presets } from '../../src/graph/presets.ts';
import { watchPeak } from '../../src/runtime/backends/peak-memory.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { presetProgram } from './support/preset.ts';
import { open, train } from './support/runs.ts';

beforeAll(() => startBackend('wasm'));

it.each(presets.map(({ id }) => id))('of %s is estimated within a tenth', async (id) => {
  const program = presetProgram(id);
  const estimate = memoryOf(program);
  const watch = watchPeak();
  if (!watch) throw new Error('memory of WebAssembly cannot be watched');
  try {
    const trainer = await open(program);
    expect(watch.heldBytes / estimate.standing).toBeCloseTo(1, 2);
    watch.reset();
    await train(trainer, 2);
    // Every phase runs in the first step, and what grows is at its first stage.
    const first = Math.max(...(estimate.stages[0] ?? []));
    expect(first / watch.peakBytes).toBeGreaterThan(0.9);
    expect(first / watch.peakBytes).toBeLessThan(1.1);
    trainer.dispose();
  } finally {
    watch.stop();
  }
});

it('refuses what the heap cannot hold before anything is made', async () => {
  const program = presetProgram('dcgan', 'paper', { batchSize: 1024, ngf: 256, ndf: 256 });
  const watch = watchPeak();
  try {
    await expect(open(program)).rejects.toThrow(/in the step "trainD".* A batch of \d+ fits/);
    expect(watch?.peakBytes).toBe(0);
  } finally {
    watch?.stop();
  }
});
