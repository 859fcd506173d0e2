/** Which parts of an arena are in use while a step is interpreted in it: whatever a plan says, nobody gets what another has. */
import { roomFor } from './place-in-arena.ts';

interface Block {
  readonly from: number;
  readonly to: number;
}

export class ArenaUse {
  /** By offset. */
  private readonly blocks: Block[] = [];

  constructor(private readonly size: number) {}

  /** False where some of it is in use. */
  take(from: number, bytes: number): boolean {
    const to = from + roomFor(bytes);
    const at = this.after(from);
    const isFree =
      (this.blocks[at - 1]?.to ?? 0) <= from && to <= (this.blocks[at]?.from ?? this.size);
    if (isFree) this.blocks.splice(at, 0, { from, to });
    return isFree;
  }

  /** The first gap that is large enough; null where there is none. */
  takeAny(bytes: number): number | null {
    const size = roomFor(bytes);
    let free = 0;
    for (const { from, to } of this.blocks) {
      if (from - free >= size) break;
      free = to;
    }
    return this.take(free, bytes) ? free : null;
  }

  release(from: number): void {
    const at = this.after(from) - 1;
    if (this.blocks[at]?.from === from) this.blocks.splice(at, 1);
  }

  /** Position of the first block that begins after `from`. */
  private after(from: number): number {
    let [low, high] = [0, this.blocks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.blocks[middle]?.from ?? 0) <= from) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
