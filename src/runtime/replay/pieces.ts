/** Small things in one buffer, each where a binding may begin; equal ones are stored once. */

/** What every device allows; ours asks for no less. */
const ALIGNMENT = 256;

export class Pieces {
  private readonly parts: { readonly at: number; readonly bytes: Uint8Array }[] = [];
  private readonly known = new Map<string, number>();
  private end = 0;

  /** Offset in bytes. */
  add(bytes: Uint8Array, isShared: boolean): number {
    const key = isShared && bytes.length <= ALIGNMENT ? bytes.join() : null;
    const known = key === null ? undefined : this.known.get(key);
    if (known !== undefined) return known;
    const at = this.end;
    this.parts.push({ at, bytes });
    this.end = Math.ceil((at + bytes.length) / ALIGNMENT) * ALIGNMENT;
    if (key !== null) this.known.set(key, at);
    return at;
  }

  /** Everything, as the buffer begins. */
  contents(): Uint8Array<ArrayBuffer> {
    const all = new Uint8Array(this.end);
    for (const { at, bytes } of this.parts) all.set(bytes, at);
    return all;
  }
}
