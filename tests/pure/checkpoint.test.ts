/** Checkpoint bytes: out and in again, and every way in which they can be spoilt. */
import { describe, expect, it } from 'vitest';
import {
  CheckpointError,
  type Contents,
  decodeCheckpoint,
  encodeCheckpoint,
} from '../../src/runtime/checkpoint.ts';

const contents: Contents = {
  header: {
    version: 1,
    fingerprint: '0badcafe',
    seed: 7,
    step: 123_456,
    updates: [5, 25],
    cursors: [30, 0],
    pools: [17],
    tensors: [
      { name: 'G/ü/kernel', shape: [2, 3] },
      { name: 'G/bias', shape: [] },
    ],
  },
  values: [Float32Array.of(1, -2, 3.5, 1e-30, Number.NaN, 0), Float32Array.of(-0)],
};

const sentence = (bytes: Uint8Array): string => {
  try {
    decodeCheckpoint(bytes);
  } catch (error) {
    if (error instanceof CheckpointError) return error.message;
    throw error;
  }
  throw new Error('expected the checkpoint to be refused');
};

describe('a checkpoint', () => {
  it('comes back bit for bit', () => {
    const found = decodeCheckpoint(encodeCheckpoint(contents));
    expect(found.header).toEqual(contents.header);
    expect(found.values.map((v) => [...v])).toEqual(contents.values.map((v) => [...v]));
    expect(Object.is(found.values[1]?.[0], -0)).toBe(true);
  });

  it('of a program from before there were image pools comes back with none', () => {
    const { pools: _, ...header } = contents.header;
    const found = decodeCheckpoint(encodeCheckpoint({ ...contents, header: header as never }));
    expect(found.header).toEqual({ ...header, pools: [] });
  });

  it('comes back from the middle of a larger buffer', () => {
    const bytes = encodeCheckpoint(contents);
    const larger = new Uint8Array(bytes.length + 13);
    larger.set(bytes, 3);
    const found = decodeCheckpoint(larger.subarray(3, 3 + bytes.length));
    expect([...(found.values[0] ?? [])]).toEqual([...(contents.values[0] ?? [])]);
  });

  it('cut anywhere is refused with a sentence', () => {
    const bytes = encodeCheckpoint(contents);
    for (let length = 0; length < bytes.length; length++) {
      expect(sentence(bytes.subarray(0, length))).toMatch(/\.$/);
    }
    expect(sentence(bytes.subarray(0, -4))).toContain('bytes were expected');
  });

  it('with any single byte changed is refused', () => {
    const bytes = encodeCheckpoint(contents);
    for (let i = 0; i < bytes.length; i++) {
      const spoilt = bytes.slice();
      spoilt[i] = (spoilt[i] as number) ^ 0x40;
      expect(sentence(spoilt)).toMatch(/damaged|not a checkpoint/);
    }
  });

  it('is told from other files', () => {
    expect(sentence(new TextEncoder().encode('{"format":"ganvas.graph"}'))).toContain(
      'not a checkpoint of Ganvas',
    );
  });
});
