/**
 * Records what a run draws: random tensors in order, batches of data by source. The test puts `recorded` around the
 * streams and `recordedFeed` around the feeds of the runtime.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { RandomStream } from '../../../src/nodes/define.ts';
import type { Feed } from '../../../src/runtime/plan/feed.ts';

export interface Recorded {
  readonly shape: readonly number[];
  readonly values: readonly number[] | Float32Array;
}

export interface Draw extends Recorded {
  readonly kind: 'normal' | 'uniform' | 'truncated-normal' | 'integers' | 'survivors';
}

/** Layers of one call of a network stand below one multiple of this, in their order. */
const LAYERS = 2 ** 16;

interface Placed extends Draw {
  readonly step: number;
  readonly stream: number;
}

/** Equal for layers of one call of a network. What stands at 0 is the first layer, or a loss around the network: it stays. */
function callOf(draw: Placed | undefined, at: number): string {
  if (!draw) return '';
  const isOwn = draw.stream % LAYERS === 0;
  return `${draw.step} ${Math.floor(draw.stream / LAYERS)}${isOwn ? ` ${at}` : ''}`;
}

export class Recorder {
  isOn = false;
  readonly batches: Record<string, Recorded[][]> = {};
  readonly #draws: Placed[] = [];
  readonly #seen = new Set<string>();

  /** tf.js computes the layers of a network in an order of its own; the program's order is that of their streams. */
  takeDraws(): readonly Draw[] {
    const ordered: Placed[] = [];
    for (let at = 0; at < this.#draws.length; ) {
      const call = callOf(this.#draws[at], at);
      let end = at;
      while (end < this.#draws.length && callOf(this.#draws[end], end) === call) end++;
      ordered.push(...this.#draws.slice(at, end).sort((a, b) => a.stream - b.stream));
      at = end;
    }
    return ordered;
  }

  stream(stream: RandomStream, step: number, number: number): RandomStream {
    let call = 0;
    const note = (kind: Draw['kind'], tensor: Tensor, low: number, scale: number): Tensor => {
      // The same evaluation in a later phase draws the same numbers; a program that reuses it draws them once.
      const key = `${step} ${number} ${call++}`;
      if (!this.isOn || this.#seen.has(key)) return tensor;
      this.#seen.add(key);
      const values = Float64Array.from(tensor.dataSync(), (value) => (value - low) / scale);
      this.#draws.push({
        kind,
        shape: tensor.shape,
        values: Float32Array.from(values),
        step,
        stream: number,
      });
      return tensor;
    };
    return {
      normal: (shape, mean = 0, stdDev = 1) =>
        note('normal', stream.normal(shape, mean, stdDev), mean, stdDev || 1),
      uniform: (shape, low = 0, high = 1) =>
        note('uniform', stream.uniform(shape, low, high), low, high - low || 1),
      truncatedNormal: (shape, mean = 0, stdDev = 1) =>
        note('truncated-normal', stream.truncatedNormal(shape, mean, stdDev), mean, stdDev || 1),
      integers: (shape, low, high) => note('integers', stream.integers(shape, low, high), 0, 1),
      survivors: (shape, rate) => note('survivors', stream.survivors(shape, rate), 0, 1),
    };
  }

  feed(feed: Feed, node: string): Feed {
    return {
      batcher: feed.batcher,
      made: feed.made,
      arriving: (draw, count) => feed.arriving(draw, count),
      prepare: (draw, count) => feed.prepare(draw, count),
      batch: (draw) => {
        const tensors = feed.batch(draw);
        if (this.isOn) {
          const copies = tensors.map((tensor) => ({
            shape: tensor.shape,
            values: Float32Array.from(tensor.dataSync()),
          }));
          const all = this.batches[node] ?? [];
          all.push(copies);
          this.batches[node] = all;
        }
        return tensors;
      },
    };
  }
}
