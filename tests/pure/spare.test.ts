/** What goes first where the browser has no room left. */
import { describe, expect, it } from 'vitest';
import { checkpointsToDrop } from '../../src/worker/retention.ts';
import {
  runsInHand,
  type Spare,
  type Stock,
  type StoredRun,
  sparesOf,
} from '../../src/worker/spare.ts';

const run = (
  id: string,
  documentId: string | null,
  updatedAt: number,
  more: Partial<StoredRun> = {},
): StoredRun => ({
  ...{ id, name: id, updatedAt },
  ...(documentId === null ? {} : { documentId }),
  ...more,
});
const rows = (runId: string, ...steps: readonly number[]) =>
  steps.map((step) => ({ runId, step, size: 100, at: step, file: '' }));

const stock: Stock = {
  runs: [
    run('closed, new', 'b', 50),
    run('in hand', 'a', 40),
    run('superseded', 'a', 30),
    run('waits for its turn', 'a', 25, { group: {}, end: 'none' }),
    run('closed, old', 'c', 20),
    run('pinned', 'c', 15, { isPinned: true }),
    run('deleted', 'a', 60, { deletedAt: 70 }),
  ],
  checkpoints: [
    ...rows('closed, new', 10, 20, 30),
    ...rows('in hand', 5, 9, 12),
    ...rows('superseded', 3),
    ...rows('waits for its turn', 1, 2),
    ...rows('closed, old', 4),
    ...rows('pinned', 1, 2, 3),
    ...rows('deleted', 8),
  ],
  open: new Set(['a']),
};

const shortly = (spare: Spare): string =>
  spare.type === 'run'
    ? `run ${spare.run.id}`
    : `${spare.run.id}: ${spare.rows.map(({ step }) => step).join()}${spare.isLast ? ', the last' : ''}`;

describe('room', () => {
  it('is made of what was deleted, then of checkpoints that nobody goes on from, then of the oldest newest ones', () => {
    expect(sparesOf(stock).map(shortly)).toEqual([
      'run deleted',
      'in hand: 5',
      'closed, new: 10,20',
      'closed, old: 4, the last',
      'superseded: 3, the last',
      'closed, new: 30, the last',
      'waits for its turn: 1',
      'in hand: 9',
    ]);
  });

  it('is not made of the two newest that the run that writes has', () => {
    const spares = sparesOf(stock, 'closed, new').map(shortly);
    expect(spares.filter((each) => each.startsWith('closed, new'))).toEqual(['closed, new: 10']);
  });

  it('is never made of pinned runs, of the newest state of an open document, or of variants that wait', () => {
    const spared = sparesOf(stock).flatMap((spare) =>
      spare.type === 'checkpoints' && spare.isLast ? [spare.run.id] : [],
    );
    expect(sparesOf(stock).map(shortly).join()).not.toContain('pinned');
    expect(spared).not.toContain('in hand');
    expect(spared).not.toContain('waits for its turn');
    expect(runsInHand(stock)).toEqual(new Set(['in hand', 'waits for its turn']));
  });
});

describe('checkpoints of a run that goes on', () => {
  it('are the two newest and ten spread evenly over all before', () => {
    let kept: number[] = [];
    for (let step = 100; step <= 20_000; step += 100) {
      const dropped = checkpointsToDrop([...kept, step]);
      kept = [...kept, step].filter((each) => !dropped.includes(each));
      expect(kept.slice(-2)).toEqual(step === 100 ? [100] : [step - 100, step]);
    }
    expect(kept).toHaveLength(12);
    expect(kept[0]).toBe(100);
    const gaps = kept.slice(1, -1).map((step, i) => step - (kept[i] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(4 * Math.min(...gaps.slice(0, -1)));
  });

  it('all stay while they are few', () => {
    expect(checkpointsToDrop([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])).toEqual([]);
  });
});
