/** Blocks that are computed again in the backward pass: the same numbers, less memory. */
import { beforeAll, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import type { Program } from '../../src/compiler/program.ts';
import { watchPeak } from '../../src/runtime/backends/peak-memory.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { programOf, readPreset, recomputing } from './support/preset.ts';
import { open, stateOf, train } from './support/runs.ts';

beforeAll(() => startBackend('wasm'));

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

/** State that is read and moved by the same call. */
function withSpectralNorm(document: Document): Document {
  const changed = structuredClone(document);
  for (const { nodes } of Object.values(changed.blocks ?? {}))
    for (const node of Object.values(nodes))
      if (node.kind.startsWith('conv2d')) node.params = { ...node.params, spectralNorm: true };
  return changed;
}

// Batch norm; spectral norm; dropout and skips; instance norm in a chain; noise, modulation and R1; clipped weights; shuffles.
it.each([
  ['dcgan', (document: Document) => document, 0.85],
  ['dcgan', withSpectralNorm, 0.95],
  ['pix2pix', (document: Document) => document, 0.95],
  ['cyclegan', (document: Document) => document, 0.95],
  ['stylegan', (document: Document) => document, 0.75],
  ['wgan', (document: Document) => document, 0.85],
  ['srgan', (document: Document) => document, 0.7],
])('%s gives the same numbers to the last bit, case %#', async (id, change, most) => {
  const document = change(readPreset(id));
  const plain = await run(programOf(document, 'smoke'));
  const again = await run(programOf(recomputing(document), 'smoke'));
  expect(again.losses).toEqual(plain.losses);
  expect(again.state).toEqual(plain.state);
  expect(again.passing / plain.passing).toBeLessThan(most);
});
