/** Batches made on another thread: the same, in time, within bounds, and never waited for in vain. */
import { describe, expect, it } from 'vitest';
import type { Ahead } from '../../src/data/batch-feeder.ts';
import { type BatchFeed, createBatcher } from '../../src/data/batcher.ts';
import type { ImageDataset } from '../../src/data/dataset.ts';
import { generate } from '../../src/data/generate.ts';
import { identityOf } from '../../src/data/identity.ts';
import { isShared, shareDataset } from '../../src/data/share-dataset.ts';
import { manualThread } from './support/manual-thread.ts';

const seasons = generate('seasons', 1) as ImageDataset;

const feed = (part: Partial<BatchFeed> = {}): BatchFeed => ({
  transform: {
    type: 'image',
    height: 64,
    width: 64,
    channels: 3,
    range: 'symmetric',
    fit: 'stretch',
    isFlipped: true,
    resize: [68, 68],
  },
  select: 'a',
  factor: 1,
  withLabels: false,
  classes: 1,
  ...part,
});

const isWaiting = async (arrival: Promise<void> | null): Promise<boolean> => {
  if (!arrival) return false;
  let hasCome = false;
  void arrival.then(() => {
    hasCome = true;
  });
  await new Promise((resolve) => setTimeout(resolve));
  return !hasCome;
};

function opened(thread = manualThread(), part: Partial<BatchFeed> = {}) {
  const ahead = thread.feeder.open(seasons, feed(part), 2, 5);
  if (!ahead) throw new Error('the feeder takes no such batches');
  return { thread, ahead, batcher: createBatcher(seasons, feed(part), 2, 5) };
}

describe('a feeder', () => {
  it('brings the batches that would be made here, whatever was asked before', () => {
    const { thread, ahead, batcher } = opened();
    // Forth, back as after a fault, far off as after a resume, and forth.
    for (const draw of [0, 1, 2, 9, 3, 9, 700, 701, 2]) {
      ahead.want(draw, 1);
      thread.work(1000);
      for (const each of [draw, draw + 1, draw + 15])
        expect(ahead.at(each)).toEqual(batcher.at(each));
      expect(ahead.at(draw - 1)).toBe(null);
    }
  });

  it('makes each batch once, the one wanted next first, over all sources', () => {
    const { thread, ahead } = opened();
    const b = opened(thread, { select: 'b' }).ahead;
    ahead.want(0, 1);
    b.want(4, 1);
    thread.work(4);
    const inTurn = [
      [0, 0],
      [1, 4],
      [0, 1],
      [1, 5],
    ];
    expect(thread.made.map(({ source, draw }) => [source, draw])).toEqual(inTurn);
    for (let draw = 0; draw < 30; draw++) {
      ahead.want(draw, 1);
      thread.work(1000);
    }
    const own = thread.made.filter(({ source }) => source === 0).map(({ draw }) => draw);
    expect(own).toEqual([...new Set(own)]);
    expect(thread.asked.filter(({ type }) => type === 'data')).toHaveLength(1);
  });

  it('gives up what is not wanted any more, before it is made', () => {
    const { thread, ahead } = opened();
    ahead.want(0, 1);
    thread.work(2);
    ahead.want(500, 1);
    thread.work(1);
    expect(thread.made.map(({ draw }) => draw)).toEqual([0, 1, 500]);
  });

  it('holds no more than its share of memory, but what one step takes', () => {
    const large = feed();
    const transform = { ...large.transform, height: 512, width: 512 } as BatchFeed['transform'];
    const { resize: _, ...whole } = transform as typeof transform & { resize?: unknown };
    const { thread, ahead } = opened(manualThread(), {
      transform: whole as BatchFeed['transform'],
    });
    // 6 MB each.
    ahead.want(0, 1);
    expect(thread.work(1000)).toBe(5);
    ahead.want(100, 7);
    expect(thread.work(1000)).toBe(7);
    expect(ahead.at(0)).toBe(null);
  });

  it('forgets what was on its way when it was no longer wanted', () => {
    const { thread, ahead, batcher } = opened();
    ahead.want(0, 1);
    thread.holdAnswers();
    thread.work(2);
    ahead.want(1, 1);
    thread.letAnswersCome();
    expect(ahead.at(0)).toBe(null);
    expect(ahead.at(1)).toEqual(batcher.at(1));
    thread.work(100);
    ahead.want(0, 1);
    expect(ahead.at(0)).toBe(null);
    thread.work(100);
    expect(ahead.at(0)).toEqual(batcher.at(0));
  });

  it('is waited for only where something will come', async () => {
    const { thread, ahead } = opened();
    ahead.want(0, 1);
    // It may be starting: what a step needs now is made here.
    expect(await isWaiting(ahead.arrival(0))).toBe(false);
    thread.work(1);
    expect(await isWaiting(ahead.arrival(0))).toBe(false);
    const coming = ahead.arrival(1);
    expect(await isWaiting(coming)).toBe(true);
    thread.work(1);
    expect(await isWaiting(coming)).toBe(false);
    expect(ahead.arrival(99)).toBe(null);

    const forgotten = ahead.arrival(2);
    ahead.want(300, 1);
    expect(await isWaiting(forgotten)).toBe(false);
    const lost = ahead.arrival(300);
    expect(await isWaiting(lost)).toBe(true);
    thread.crash();
    expect(await isWaiting(lost)).toBe(false);
    expect(thread.isEnded).toBe(true);
    expect(ahead.arrival(301)).toBe(null);
    expect(thread.feeder.open(seasons, feed(), 2, 5)).toBe(null);
  });

  it('ends with its run, and what comes late is dropped', async () => {
    const { thread, ahead } = opened();
    ahead.want(0, 1);
    thread.work(1);
    thread.feeder.dispose();
    expect(thread.isEnded).toBe(true);
    thread.work(5);
    expect(ahead.at(0)).toBe(null);
    expect(ahead.at(1)).toBe(null);
  });

  it('leaves to this thread what costs less than a message, or would lie in memory twice', () => {
    const { feeder } = manualThread();
    expect(feeder.open(seasons, feed(), 1, 5)).not.toBe(null);
    const small = { ...feed().transform, height: 16, width: 16 } as BatchFeed['transform'];
    expect(feeder.open(seasons, feed({ transform: small }), 1, 5)).toBe(null);
    const huge = { ...seasons, pixels: new Uint8Array(2 ** 28 + 1) };
    expect(feeder.open(huge, feed(), 2, 5)).toBe(null);
  });

  it('takes the thread away where data does not fit the node, which is told where it is used', () => {
    const thread = manualThread();
    const ahead: Ahead | null = thread.feeder.open(seasons, feed({ withLabels: true }), 2, 5);
    ahead?.want(0, 1);
    thread.work(5);
    expect(thread.isEnded).toBe(true);
    expect(ahead?.arrival(0) ?? null).toBe(null);
    expect(() => createBatcher(seasons, feed({ withLabels: true }), 2, 5)).toThrow(/has none/);
  });
});

describe('shared data', () => {
  it('is the same in memory that threads share, batches and all', () => {
    const outlines = generate('outlines', 1) as ImageDataset;
    for (const dataset of [seasons, outlines, generate('digits', 2) as ImageDataset]) {
      const shared = shareDataset(dataset);
      expect(isShared(dataset)).toBe(false);
      expect(isShared(shared)).toBe(true);
      expect(shareDataset(shared)).toBe(shared);
      expect(identityOf(shared)).toBe(identityOf(dataset));
    }
    const pairs = feed({ select: 'pairs' });
    const [here, there] = [outlines, shareDataset(outlines)].map((set) =>
      createBatcher(set, pairs, 3, 4).at(7),
    );
    expect(there?.second).toEqual(here?.second);
    expect(there?.images).toEqual(here?.images);
  });
});
