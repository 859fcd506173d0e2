/** Tensors of a replayed step share buffers only where they are never alive together. */
import { describe, expect, it } from 'vitest';
import { fillWords } from '../../src/runtime/random/threefry.ts';
import { type Lifetime, leastBytes, shareBuffers } from '../../src/runtime/replay/share-buffers.ts';

/** Like a step: tensors of few sizes, most of them read soon, some long after. */
function randomStep(seed: number): readonly Lifetime[] {
  const words = fillWords([seed, 7], new Uint32Array(400 * 3));
  return Array.from({ length: 400 }, (_, i): Lifetime => {
    const [size = 0, length = 0, isLong = 0] = words.subarray(i * 3, i * 3 + 3);
    const lasts = isLong % 5 === 0 ? length % 300 : length % 6;
    const last = Math.min(i + 1 + lasts, 400);
    // What is written beside what is read of the one before.
    const apart = new Set([i - 1, i + 1]);
    return { bytes: 4 * 4 ** (size % 6), first: i, last, apart };
  });
}

const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);

describe('buffers of a replayed step', () => {
  it.each([1, 2, 3, 4, 5])('hold their tensors, one at a time in each place, step %i', (seed) => {
    const step = randomStep(seed);
    const existing = [64, 1024, 16];
    const { places, sizes } = shareBuffers(step, existing);
    expect(sizes.slice(0, 3)).toEqual(existing);
    const tensors = step.map((lifetime, i) => {
      const { buffer = -1, offset = 0 } = places[i] ?? {};
      return { ...lifetime, i, buffer, from: offset, to: offset + lifetime.bytes };
    });
    for (const { buffer, from, to } of tensors) {
      expect(sizes[buffer] ?? 0).toBeGreaterThanOrEqual(to);
      expect(from % 256).toBe(0);
    }
    const clashes = tensors.filter((one, i) =>
      tensors
        .slice(i + 1)
        .some(
          (other) =>
            other.buffer === one.buffer &&
            other.first <= one.last &&
            one.first <= other.last &&
            (one.apart?.has(other.i) || (other.from < one.to && one.from < other.to)),
        ),
    );
    expect(clashes).toEqual([]);
  });

  it.each([1, 2, 3, 4, 5])('take little more than what is alive at once, step %i', (seed) => {
    const step = randomStep(seed);
    const needed = sum(shareBuffers(step, []).sizes);
    expect(needed).toBeGreaterThanOrEqual(leastBytes(step));
    expect(needed).toBeLessThan(1.15 * leastBytes(step));
    expect(needed).toBeLessThan(0.5 * sum(step.map(({ bytes }) => bytes)));
  });

  it('are those of another recording, where these do', () => {
    const { sizes } = shareBuffers(randomStep(6), []);
    const grown = sum(shareBuffers(randomStep(7), sizes).sizes);
    const apart = sum(sizes) + sum(shareBuffers(randomStep(7), []).sizes);
    expect(grown).toBeLessThan(0.7 * apart);
  });
});
