/** How one call of a function may be cut into calls for parts of its outputs. */
import type { Part } from './divided.ts';

/** What a function does from one of its outputs to another. */
export interface Division {
  /** Outputs that can be told apart, and how many of them stay together. */
  readonly count: number;
  readonly unit: number;
  part(first: number, count: number): Part;
}

/** `ints` is the memory as the function finds it. */
export type Rule = (numbers: readonly number[], ints: Int32Array) => Division;
