/** A call of one of our own functions, cut into calls for parts of its outputs, and what each of them touches. */
import { anyMeet, type Box } from './boxes.ts';

export interface Part {
  readonly numbers: readonly number[];
  readonly reads: readonly Box[];
  readonly writes: readonly Box[];
  /** Nanoseconds that it takes, about. */
  readonly work: number;
}

export interface Divided {
  /** Position of the function among all of ours. */
  readonly index: number;
  readonly whole: Part;
  /** One for each lane, null where there was nothing left; null where it is not worth it, or cannot be. */
  readonly parts: readonly (Part | null)[] | null;
}

/** Whether they may run at the same time. */
export function areApart(one: Touched, other: Touched): boolean {
  return (
    !anyMeet(one.writes, other.writes) &&
    !anyMeet(one.writes, other.reads) &&
    !anyMeet(one.reads, other.writes)
  );
}

export type Touched = Pick<Part, 'reads' | 'writes'>;

export function areAllApart(parts: readonly (Part | null)[]): boolean {
  return parts.every(
    (one, i) => !one || parts.every((other, j) => j <= i || !other || areApart(one, other)),
  );
}
