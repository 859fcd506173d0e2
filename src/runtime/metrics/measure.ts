/** A measurement under way: it is given the samples of its ports part by part, and keeps only what it needs of them. */
import type { Samples } from './samples.ts';

/** By name; a value that could not be measured is left out. */
export type Values = Readonly<Record<string, number>>;

export interface Measure {
  /** The next samples of each port, in the order of the ports; equally many of each. */
  add(part: readonly Samples[]): Promise<void>;
  values(): Promise<Values>;
}
