/** A step's line in `metrics.jsonl`: its losses, and how long it took where that is known. */
import { z } from 'zod';

/** What is not known, or was rounded to nothing. */
const Known = z.number().positive().optional().catch(undefined);

export const LossLine = z.object({
  /** The iteration, from 0. */
  step: z.int(),
  losses: z.record(z.string(), z.number().nullable()),
  /** Milliseconds that the step took, and images in its batch. */
  ms: Known,
  images: Known,
  /** All that earlier versions wrote of the time. */
  imagesPerSecond: Known,
});
export type LossLine = z.infer<typeof LossLine>;

export interface StepTime {
  readonly ms: number;
  readonly images: number;
}

export function lossLine(
  step: number,
  losses: Readonly<Record<string, number | null>>,
  { ms, images }: StepTime,
): LossLine {
  const isKnown = ms > 0 && images > 0;
  const time = {
    // Microseconds: shorter than any step.
    ms: Number(ms.toFixed(3)),
    images,
    imagesPerSecond: Number(((1000 * images) / ms).toFixed(1)),
  };
  return { step, losses, ...(isKnown && time) };
}

/** Not a number where nothing is known. */
export function stepTime(
  { ms, images, imagesPerSecond }: Pick<LossLine, 'ms' | 'images' | 'imagesPerSecond'>,
  batchSize: number,
): StepTime {
  if (ms !== undefined && images !== undefined) return { ms, images };
  if (imagesPerSecond === undefined) return { ms: Number.NaN, images: Number.NaN };
  return { ms: (1000 * batchSize) / imagesPerSecond, images: batchSize };
}
