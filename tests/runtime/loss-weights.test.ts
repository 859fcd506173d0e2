/** Weights of losses that change with the iteration, and critic steps that do. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import type { Schedule } from '../../src/nodes/specs.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { decodeCheckpoint } from '../../src/runtime/checkpoint.ts';
import { broken, programOf, setParams } from '../pure/support/sample.ts';
import { open, stateOf, train } from './support/runs.ts';

const weighted = (losses: readonly unknown[]): Document =>
  broken((d) => setParams(d.objective, 'stepD', { losses }));

describe('the weight of a loss', () => {
  beforeAll(async () => {
    await startBackend('wasm');
  });

  it('that changes at an iteration is one weight before and another after', async () => {
    const changing = await open(
      programOf(weighted([1, { type: 'steps', at: [0, 3], values: [0, 2.5] }])),
    );
    await train(changing, 6);
    const before = await open(programOf(weighted([1, 0])));
    await train(before, 3);
    const after = await open(programOf(weighted([1, 2.5])));
    await after.restore(await before.save());
    await train(after, 3);
    expect(await stateOf(changing)).toEqual(await stateOf(after));
    for (const trainer of [changing, before, after]) trainer.dispose();
  });

  it('that is nothing leaves the loss in the log and its gradient out', async () => {
    const trainer = await open(programOf(weighted([0, 0])));
    const start = await stateOf(trainer);
    await train(trainer, 1);
    const [row] = await trainer.takeLosses();
    expect(row?.values.every((value) => value > 0)).toBe(true);
    const end = await stateOf(trainer);
    expect(end.get('D/fc/kernel')).toEqual(start.get('D/fc/kernel'));
    expect(end.get('G/fc/kernel')).not.toEqual(start.get('G/fc/kernel'));
    trainer.dispose();
  });

  it('may follow any schedule', async () => {
    const schedules: readonly Schedule[] = [
      { type: 'linear', from: 1, to: 0, start: 0, end: 4 },
      { type: 'cosine', from: 0, to: 1, start: 1, end: 3 },
    ];
    const trainer = await open(programOf(weighted(schedules)));
    await train(trainer, 6);
    const rows = await trainer.takeLosses();
    expect(rows.flatMap(({ values }) => values).every(Number.isFinite)).toBe(true);
    trainer.dispose();
  });
});

describe('WGAN’s critic', () => {
  beforeAll(async () => {
    await startBackend('wasm');
  });

  it('takes more steps at first and at every so-many-th iteration, each on fresh draws', async () => {
    const document = broken((d) => {
      setParams(d.objective, 'stepD', {
        repeat: { type: 'steps', at: [0, 2], values: [4, 1], every: 5, everyValue: 3 },
      });
      setParams(d.objective, 'real', { fresh: 'repeat' });
      setParams(d.objective, 'z', { fresh: 'repeat' });
    });
    const trainer = await open(programOf(document));
    const counts: number[] = [];
    for (let step = 0; step < 11; step++) {
      await train(trainer, 1);
      counts.push(await updatesOf(trainer));
    }
    const perStep = counts.map((count, i) => count - (counts[i - 1] ?? 0));
    expect(perStep).toEqual([3, 4, 1, 1, 1, 3, 1, 1, 1, 1, 3]);
    trainer.dispose();
  });
});

async function updatesOf(trainer: Awaited<ReturnType<typeof open>>): Promise<number> {
  const { header } = decodeCheckpoint((await trainer.save()).bytes);
  return header.updates[0] ?? 0;
}
