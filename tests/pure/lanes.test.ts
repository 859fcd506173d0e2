/** Which bytes boxes have in common, and which calls of a recording share a group. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../src/runtime/replay/heap-recording.ts';
import { type Box, meet, piece, pieces } from '../../src/runtime/replay/lanes/boxes.ts';
import { planLanes } from '../../src/runtime/replay/lanes/plan-lanes.ts';

const bytesOf = ({ from, to, step, bytes }: Box): Set<number> => {
  const all = new Set<number>();
  for (let at = from; at < to; at += step || to - from)
    for (let i = 0; i < bytes; i += 1) all.add(at + i);
  return all;
};

const box = fc
  .tuple(fc.nat(40), fc.integer({ min: 1, max: 8 }), fc.integer({ min: -12, max: 12 }), fc.nat(5))
  .map(([from, bytes, step, more]) => ({ from: from + 80, bytes, step, count: more + 1 }));

describe('boxes', () => {
  it('have all of the bytes of their pieces', () => {
    fc.assert(
      fc.property(box, ({ from, bytes, step, count }) => {
        const all = bytesOf(pieces(from, bytes, step, count));
        for (let i = 0; i < count; i += 1)
          for (let j = 0; j < bytes; j += 1) expect(all.has(from + i * step + j)).toBe(true);
      }),
    );
  });

  it('meet wherever they have a byte in common', () => {
    fc.assert(
      fc.property(box, box, (a, b) => {
        const [one, other] = [a, b].map((x) => pieces(x.from, x.bytes, x.step, x.count)) as [
          Box,
          Box,
        ];
        const inCommon = [...bytesOf(one)].some((at) => bytesOf(other).has(at));
        if (inCommon) expect(meet(one, other)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('tell columns of a matrix apart', () => {
    expect(meet(pieces(0, 16, 64, 10), pieces(16, 16, 64, 10))).toBe(false);
    expect(meet(pieces(0, 20, 64, 10), pieces(16, 16, 64, 10))).toBe(true);
  });
});

/** Reads and writes one place each, and takes 10 µs. */
function call(reads: number, writes: number): Operation {
  const part = {
    numbers: [reads, writes],
    reads: [piece(reads, 4)],
    writes: [piece(writes, 4)],
    work: 10_000,
  };
  const divided = { index: 0, whole: part, parts: null };
  return { type: 'call', name: 'call', run: () => {}, numbers: part.numbers, divided };
}

const kinds = (operations: readonly Operation[]) =>
  planLanes(operations, 2).map((segment) =>
    segment.type === 'alone'
      ? segment.operations.length
      : segment.lanes.map((lane) => lane.map(({ numbers }) => numbers)),
  );

describe('lanes', () => {
  it('run what is apart at the same time, and what follows from it in the same lane', () => {
    expect(kinds([call(0, 100), call(4, 200), call(100, 300), call(200, 400)])).toEqual([
      [
        [
          [0, 100],
          [100, 300],
        ],
        [
          [4, 200],
          [200, 400],
        ],
      ],
    ]);
  });

  it('wait for both where both are needed', () => {
    const both: Operation = call(100, 500);
    if (both.type === 'call' && both.divided) {
      const reads = [piece(100, 4), piece(200, 4)];
      Object.assign(both.divided.whole, { reads });
    }
    expect(kinds([call(0, 100), call(4, 200), both])).toEqual([[[[0, 100]], [[4, 200]]], 1]);
  });

  it('leave stock kernels, acts and what is not worth it to one thread', () => {
    const stock: Operation = { ...(call(0, 100) as Operation & { type: 'call' }), divided: null };
    const act: Operation = { type: 'act', key: '["act"]', act: () => {}, writes: null };
    expect(kinds([stock, act, call(0, 100)])).toEqual([3]);
  });

  it('let an act go before a group that it has nothing to do with', () => {
    const act = (at: number): Operation => {
      return { type: 'act', key: '["table"]', act: () => {}, writes: [piece(at, 4)] };
    };
    expect(kinds([call(0, 100), act(900), call(900, 200)])).toEqual([
      1,
      [[[0, 100]], [[900, 200]]],
    ]);
    expect(kinds([call(0, 100), act(0), call(900, 200)])).toEqual([3]);
  });
});
