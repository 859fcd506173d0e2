/** What goes first where the browser has no room left. */
import { describe, expect, it } from 'vitest';
import { newestRuns, type Stock, sparesOf } from '../../src/worker/spare.ts';

const run = (id: string, documentId: string | null, updatedAt: number) => ({
  id,
  updatedAt,
  ...(documentId === null ? {} : { documentId }),
});

const stock: Stock = {
  runs: [
    run('closed, new', 'b', 50),
    run('in hand', 'a', 40),
    run('superseded', 'a', 30),
    run('closed, old', 'c', 20),
    run('of a deleted document', 'd', 10),
  ],
  checkpoints: [
    ['closed, new', 10],
    ['closed, new', 20],
    ['in hand', 5],
    ['in hand', 9],
    ['superseded', 3],
    ['closed, old', 4],
  ],
  open: new Set(['a']),
  documents: new Set(['a', 'b', 'c']),
};

describe('room', () => {
  it('is made of runs that nobody can get at, then of the oldest weights, then of second checkpoints', () => {
    expect(sparesOf(stock)).toEqual([
      { type: 'run', runId: 'of a deleted document' },
      { type: 'run', runId: 'superseded' },
      { type: 'weights', runId: 'closed, old' },
      { type: 'weights', runId: 'closed, new' },
      { type: 'checkpoint', key: ['in hand', 5] },
    ]);
  });

  it('is not made of what the run that writes has', () => {
    const spares = sparesOf({ ...stock, open: new Set(['a', 'b']) }, 'closed, new');
    expect(JSON.stringify(spares)).not.toContain('closed, new');
  });

  it('leaves the newest state of an open document, whatever happens', () => {
    const spared = sparesOf(stock).filter(({ type }) => type !== 'checkpoint');
    expect(JSON.stringify(spared)).not.toContain('in hand');
    expect(newestRuns(stock).inHand).toEqual(new Set(['in hand']));
  });

  it('knows the run of a document that is open and not stored yet', () => {
    const { reachable } = newestRuns({ ...stock, documents: new Set() });
    expect(reachable).toEqual(new Set(['in hand']));
  });
});
