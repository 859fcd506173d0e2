/** Blocks that are computed again on WebGPU: replayed like any other step, and the same to the last bit. */
import { beforeAll, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { programOf, readPreset, recomputing } from '../runtime/support/preset.ts';
import { open, stateOf, train } from '../runtime/support/runs.ts';

beforeAll(() => startBackend('webgpu'));

async function run(document: Document) {
  const trainer = await open(programOf(document, 'smoke'));
  await train(trainer, 6);
  const losses = await trainer.takeLosses();
  const found = { state: await stateOf(trainer), losses, unreplayed: trainer.unreplayed };
  trainer.dispose();
  return found;
}

it.each(['dcgan', 'wgan', 'pix2pix'])('%s gives the same numbers, replays included', async (id) => {
  const plain = await run(readPreset(id));
  const again = await run(recomputing(readPreset(id)));
  expect(again.unreplayed).toEqual([]);
  expect(again.losses).toEqual(plain.losses);
  expect(again.state).toEqual(plain.state);
});
