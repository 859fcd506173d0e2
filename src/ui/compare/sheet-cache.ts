/**
 * Sheets near the scrubber, decoded and ready to be drawn. What was seen longest ago goes when they take more than a bounded
 * room; of what is asked for, only the latest is still read: a scrubber in the hand passes hundreds of sheets by.
 */
import type { SampleRecord } from '../../worker/storage-types.ts';

export type Picture =
  | { readonly type: 'sheet'; readonly bitmap: ImageBitmap }
  | Extract<SampleRecord, { type: 'points' }>
  /** It is gone, or cannot be decoded. */
  | { readonly type: 'unreadable' };

export interface SheetKey {
  readonly runId: string;
  readonly view: string;
  readonly step: number;
}

type Load = (key: SheetKey) => Promise<Picture>;

const MOST_BYTES = 96e6;
const AT_ONCE = 8;

export class SheetCache {
  private readonly kept = new Map<string, { readonly picture: Picture; readonly bytes: number }>();
  private readonly coming = new Set<string>();
  private wanted: readonly SheetKey[] = [];
  /** Never dropped. */
  private shown: ReadonlySet<string> = new Set();
  /** Of what is wanted now: what did not fit is not read again and again. */
  private readonly asked = new Set<string>();
  private bytes = 0;
  private isOver = false;

  constructor(
    private readonly load: Load,
    private readonly onArrival: () => void,
    private readonly mostBytes = MOST_BYTES,
  ) {}

  get(key: SheetKey): Picture | null {
    const name = nameOf(key);
    const found = this.kept.get(name);
    if (!found) return null;
    // The newest stands last.
    this.kept.delete(name);
    this.kept.set(name, found);
    return found.picture;
  }

  /** Those on show are read first, then those ahead in their order; what was wanted before and is not now is no longer read. */
  want(shown: readonly SheetKey[], ahead: readonly SheetKey[]): void {
    const keys = [...shown, ...ahead];
    if (keys.map(nameOf).join() === this.wanted.map(nameOf).join()) return;
    this.wanted = keys;
    this.shown = new Set(shown.map(nameOf));
    this.asked.clear();
    this.fill();
  }

  dispose(): void {
    this.isOver = true;
    this.wanted = [];
    for (const name of [...this.kept.keys()]) this.drop(name);
  }

  private fill(): void {
    for (const key of this.wanted) {
      if (this.coming.size >= AT_ONCE) return;
      const name = nameOf(key);
      if (this.kept.has(name) || this.coming.has(name) || this.asked.has(name)) continue;
      this.asked.add(name);
      void this.fetch(key, name);
    }
  }

  private async fetch(key: SheetKey, name: string): Promise<void> {
    this.coming.add(name);
    const picture = await this.load(key).catch((): Picture => ({ type: 'unreadable' }));
    this.coming.delete(name);
    this.keep(name, picture);
    if (this.isOver) return this.drop(name);
    this.onArrival();
    this.fill();
  }

  private keep(name: string, picture: Picture): void {
    const bytes = bytesOf(picture);
    this.kept.set(name, { picture, bytes });
    this.bytes += bytes;
    for (const oldest of [...this.kept.keys()]) {
      if (this.bytes <= this.mostBytes) return;
      if (!this.shown.has(oldest)) this.drop(oldest);
    }
  }

  private drop(name: string): void {
    const found = this.kept.get(name);
    if (!found) return;
    this.kept.delete(name);
    this.bytes -= found.bytes;
    if (found.picture.type === 'sheet') found.picture.bitmap.close();
  }
}

const nameOf = ({ runId, view, step }: SheetKey): string => `${runId} ${view} ${step}`;

function bytesOf(picture: Picture): number {
  switch (picture.type) {
    case 'sheet':
      return picture.bitmap.width * picture.bitmap.height * 4;
    case 'points':
      return (picture.real.length + picture.generated.length) * 4;
    case 'unreadable':
      return 0;
    default:
      return picture satisfies never;
  }
}
