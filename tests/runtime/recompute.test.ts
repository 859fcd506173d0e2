/** Blocks that are computed again in the backward pass: the same numbers, less memory. */
import { beforeAll, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import type { Program } from '../../src/compiler/program.ts';
import { watchPeak } from '../../src/runtime/backends/peak-memory.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { programOf, readPreset } from './support/preset.ts';
import { open, stateOf, train } from './support/runs.ts';

beforeAll(() => startBackend('wasm'));

/** Every use of a block says so. */
function recomputing(document: Document): Document {
  const changed = structuredClone(document);
  for (const graph of [...Object.values(changed.networks), ...Object.values(changed.blocks ?? {})])
    for (const node of Object.values(graph.nodes))
      if (node.kind === 'block') node.params = { ...node.params, recompute: true };
  return changed;
}

async function run(program: Program) {
  const watch = watchPeak();
  if (!watch) throw new Error('memory of WebAssembly cannot be watched');
  try {
    const trainer = await open(program);
    watch.reset();
    const before = watch.heldBytes;
    await train(trainer, 3);
    const passing = watch.peakBytes - before;
    const [state, losses] = [await stateOf(trainer), await trainer.takeLosses()];
    trainer.dispose();
    return { passing, state, losses, left: watch.heldBytes };
  } finally {
    watch.stop();
  }
}

// Batch norm; dropout and skips; instance norm in a chain; noise, modulation, R1 and path length; spectral norm.
it.each([
  ['dcgan', {}, 1],
  ['pix2pix', {}, 2],
  ['cyclegan', {}, 0.95],
  ['stylegan', {}, 1],
  ['wgan', {}, 2],
  ['srgan', {}, 1],
])('%s gives the same numbers to the last bit', async (id, values, most) => {
  const document = readPreset(id);
  const plain = await run(programOf(document, 'smoke', values));
  const again = await run(programOf(recomputing(document), 'smoke', values));
  expect(again.losses).toEqual(plain.losses);
  expect(again.state).toEqual(plain.state);
  console.log(id, plain.passing, again.passing / plain.passing, plain.left, again.left);
  expect(again.passing / plain.passing).toBeLessThan(most);
});
