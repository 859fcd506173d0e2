/** Which sheets of a comparison are decoded, and how many are kept. */
import { describe, expect, it } from 'vitest';
import { type Picture, SheetCache, type SheetKey } from '../../src/ui/compare/sheet-cache.ts';

const SIDE = 10;
const BYTES = SIDE * SIDE * 4;

const key = (step: number): SheetKey => ({ runId: 'a', view: 'v', step });
const keys = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => key(from + i));
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

function cacheOf(mostBytes: number) {
  const read: number[] = [];
  const closed = new Set<number>();
  const load = async ({ step }: SheetKey): Promise<Picture> => {
    read.push(step);
    if (step === 13) throw new Error('it is gone');
    const bitmap = { width: SIDE, height: SIDE, close: () => closed.add(step) } as ImageBitmap;
    return { type: 'sheet', bitmap };
  };
  let arrivals = 0;
  const cache = new SheetCache(
    load,
    () => {
      arrivals += 1;
    },
    mostBytes,
  );
  return { cache, read, closed, arrived: () => arrivals };
}

describe('sheets near the scrubber', () => {
  it('are read with those on show first, each once', async () => {
    const { cache, read, arrived } = cacheOf(100 * BYTES);
    cache.want(keys(5, 7), keys(0, 5));
    await settled();
    expect(read).toEqual([5, 6, 0, 1, 2, 3, 4]);
    cache.want(keys(5, 7), [...keys(0, 5), key(9)]);
    await settled();
    expect(read.slice(7)).toEqual([9]);
    expect(arrived()).toBe(8);
    expect(cache.get(key(6))?.type).toBe('sheet');
  });

  it('take a bounded room: those on show stay, what is dropped is closed and not read again and again', async () => {
    const { cache, read, closed } = cacheOf(4 * BYTES);
    cache.want(keys(0, 2), keys(2, 12));
    await settled();
    expect(read).toHaveLength(12);
    expect([0, 1].map((step) => cache.get(key(step))?.type)).toEqual(['sheet', 'sheet']);
    const kept = keys(0, 12).filter((each) => cache.get(each) !== null);
    expect(kept).toHaveLength(4);
    expect(closed.size).toBe(8);
  });

  it('that nobody waits for any more are not read', async () => {
    const { cache, read } = cacheOf(1000 * BYTES);
    for (let step = 100; step < 200; step += 1) cache.want([key(step)], keys(step + 1, step + 50));
    await settled();
    expect(read.length).toBeLessThan(70);
    expect(cache.get(key(199))?.type).toBe('sheet');
  });

  it('that cannot be read say so, and all are closed at the end', async () => {
    const { cache, closed } = cacheOf(100 * BYTES);
    cache.want(keys(12, 15), []);
    await settled();
    expect(cache.get(key(13))).toEqual({ type: 'unreadable' });
    cache.dispose();
    expect([...closed].sort()).toEqual([12, 14]);
  });
});
