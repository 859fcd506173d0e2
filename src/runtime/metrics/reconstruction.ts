/**
 * How far rebuilt samples are from those that they stand for: mean absolute and root mean square difference, PSNR. Of
 * images that went through both generators of a cycle, the first is the cycle error.
 */
import type { Measure, Values } from './measure.ts';
import { type Samples, sizeOfOne } from './samples.ts';

/** A sample rebuilt exactly has no PSNR; it counts with this. */
const MOST_DECIBELS = 100;

/** `peak` is the distance from black to white; null where samples are no images. PSNR is the mean over images, all channels together. */
export function reconstruction(
  peak: number | null,
  name: 'meanAbsoluteDifference' | 'cycleError' = 'meanAbsoluteDifference',
): Measure {
  let [absolute, squared, numbers, decibels, images] = [0, 0, 0, 0, 0];
  const addOne = (real: Float32Array, rebuilt: Float32Array, from: number, to: number) => {
    let own = 0;
    for (let i = from; i < to; i++) {
      const difference = Math.abs((real[i] as number) - (rebuilt[i] as number));
      absolute += difference;
      own += difference * difference;
    }
    squared += own;
    numbers += to - from;
    images += 1;
    if (peak !== null) {
      const ratio = (peak * peak * (to - from)) / own;
      decibels += Math.min(MOST_DECIBELS, 10 * Math.log10(ratio));
    }
  };
  return {
    async add([real, rebuilt]: readonly Samples[]) {
      if (!real || !rebuilt) return;
      const size = sizeOfOne(real);
      for (let from = 0; from < real.values.length; from += size) {
        addOne(real.values, rebuilt.values, from, from + size);
      }
    },
    async values(): Promise<Values> {
      return {
        [name]: absolute / numbers,
        rootMeanSquareDifference: Math.sqrt(squared / numbers),
        ...(peak === null ? {} : { psnr: decibels / images }),
      };
    },
  };
}
