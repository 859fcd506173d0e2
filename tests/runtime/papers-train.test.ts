/** The papers of `tests/fixtures/papers`, made small, take steps on wasm: finite losses, every trained weight moves. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { small } from '../fixtures/papers/small.ts';
import { programOf } from '../pure/support/sample.ts';
import { open, stateOf, train } from './support/runs.ts';

/** What a constant added to every score, or before a norm that takes it away again, cannot learn. */
const mayRest = (name: string) => /bias$/.test(name);

describe('a small', () => {
  beforeAll(async () => {
    await startBackend('wasm');
  });

  it.each(small)('$id trains', async ({ document }) => {
    const program = programOf(document);
    const trainer = await open(program);
    const before = await stateOf(trainer);
    const counts: number[] = [];
    for (let step = 0; step < 3; step++) {
      await train(trainer, 1);
      const [row] = await trainer.takeLosses();
      expect(row?.values.every(Number.isFinite)).toBe(true);
      counts.push(tf.memory().numTensors);
    }
    expect(counts[2]).toBe(counts[1]);
    const after = await stateOf(trainer);
    trainer.dispose();
    const resting = program.networks.flatMap(({ name, layers }) =>
      layers.flatMap(({ id, weights }) =>
        weights
          .filter(({ isTrainable }) => isTrainable)
          .map((weight) => `${name}/${id}/${weight.name}`)
          .filter((key) => after.get(key)?.every((value, i) => value === before.get(key)?.[i])),
      ),
    );
    expect(resting.filter((name) => !mayRest(name))).toEqual([]);
  });
});
