/**
 * How far apart the samples of one set lie: the mean Euclidean distance of its pairs. A generator that collapses gives
 * samples that are nearer to one another than those of the data are; the ratio of the two needs no scale.
 */
import type { Measure, Values } from './measure.ts';
import { createPause, type Pause } from './pause.ts';
import { countOf, joined, type Samples, sizeOfOne } from './samples.ts';

/** Pairs are made within blocks of at most this many samples: time and memory grow with the samples, not their square. */
export const BLOCK = 128;

/** NaN of fewer than two samples. All pairs are compared: the time grows with the square of the samples. */
export async function pairwiseSpread(
  samples: Samples,
  pause: Pause = createPause(),
): Promise<number> {
  const { values } = samples;
  const [count, size] = [countOf(samples), sizeOfOne(samples)];
  let total = 0;
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      let squares = 0;
      for (let k = 0; k < size; k++) {
        const difference = (values[i * size + k] as number) - (values[j * size + k] as number);
        squares += difference * difference;
      }
      total += Math.sqrt(squares);
    }
    await pause();
  }
  return (2 * total) / (count * (count - 1));
}

/** Of real and generated samples, blocks weighed by their pairs; only a block of samples is held at a time. */
export function pairwiseDistance(pause?: Pause): Measure {
  const sets = [new Blocks(pause), new Blocks(pause)];
  return {
    async add(part) {
      for (const [port, set] of sets.entries()) {
        const samples = part[port];
        if (samples) await set.add(samples);
      }
    },
    async values(): Promise<Values> {
      const [real = Number.NaN, generated = Number.NaN] = [
        await sets[0]?.spread(),
        await sets[1]?.spread(),
      ];
      if (Number.isNaN(real)) return {};
      // Real samples that are all equal leave nothing to compare with.
      const ratio = real > 0 ? { pairwiseRatio: generated / real } : {};
      return { ...ratio, pairwiseGenerated: generated, pairwiseReal: real };
    },
  };
}

class Blocks {
  private waiting: Samples[] = [];
  private waitingCount = 0;
  private total = 0;
  private pairs = 0;

  constructor(private readonly pause: Pause | undefined) {}

  async add(samples: Samples): Promise<void> {
    const size = sizeOfOne(samples);
    const count = countOf(samples);
    for (let from = 0; from < count; ) {
      const to = Math.min(count, from + BLOCK - this.waitingCount);
      const values = samples.values.subarray(from * size, to * size);
      this.waiting.push({ values, shape: samples.shape });
      this.waitingCount += to - from;
      from = to;
      if (this.waitingCount === BLOCK) await this.close();
    }
  }

  async spread(): Promise<number> {
    await this.close();
    return this.total / this.pairs;
  }

  /** A single sample has no pair. */
  private async close(): Promise<void> {
    const count = this.waitingCount;
    if (count > 1) {
      const pairs = (count * (count - 1)) / 2;
      this.total += pairs * (await pairwiseSpread(joined(this.waiting), this.pause));
      this.pairs += pairs;
    }
    this.waiting = [];
    this.waitingCount = 0;
  }
}
