/** Which bytes a call touches: pieces of equal length at equal distances, so that columns of a matrix are told apart. Pure. */

/** `bytes` at every `step` from `from` on, the last of them ending at `to`; without a step one piece. */
export interface Box {
  readonly from: number;
  readonly to: number;
  readonly step: number;
  readonly bytes: number;
}

export function piece(from: number, bytes: number): Box {
  return { from, to: from + bytes, step: 0, bytes };
}

/** `count` pieces; those that touch or overlap are one. */
export function pieces(from: number, bytes: number, step: number, count: number): Box {
  if (count <= 1 || step === bytes || (step >= 0 && step < bytes)) {
    return piece(from, bytes + Math.max(0, count - 1) * step);
  }
  if (step < 0) return pieces(from + (count - 1) * step, bytes, -step, count);
  return { from, to: from + (count - 1) * step + bytes, step, bytes };
}

/** True where they may have a byte in common. */
export function meet(a: Box, b: Box): boolean {
  if (a.from >= b.to || b.from >= a.to) return false;
  if (a.step === 0 || a.step !== b.step) return true;
  const distance = (((b.from - a.from) % a.step) + a.step) % a.step;
  return distance < a.bytes || distance + b.bytes > a.step;
}

export function anyMeet(some: readonly Box[], others: readonly Box[]): boolean {
  return some.some((one) => others.some((other) => meet(one, other)));
}
