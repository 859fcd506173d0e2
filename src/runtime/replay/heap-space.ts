/** Memory of the recordings of a run: an arena that they share, as none is replayed while another is, and their constants. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';

interface Memory {
  readonly HEAPU8: Uint8Array;
  _malloc(bytes: number): number;
  _free(at: number): void;
}

/** What kernels read beyond the end of a tensor. */
const MARGIN = 64;

/** Of cache lines. */
const ALIGNMENT = 64;

/** Of all runs. */
const arenas = new Set<HeapSpace>();

/** Bytes that recordings own. */
export function recordedBytes(): number {
  let sum = 0;
  for (const { bytes } of arenas) sum += bytes;
  return sum;
}

/** Whether a recording owns an address. */
export function isRecorded(at: number): boolean {
  for (const space of arenas) if (space.owns(at)) return true;
  return false;
}

export class HeapSpace {
  private base = 0;
  private size = 0;
  private moves = 0;
  private readonly constants = new Map<string, number>();
  private readonly constantsAt = new Map<number, number>();
  private ofConstants = 0;

  /** What was asked for, which the arena begins in. */
  private block = 0;
  private readonly malloc: (bytes: number) => number;
  private readonly free: (at: number) => void;

  constructor(private readonly backend: BackendWasm) {
    // As they are when no step is being recorded.
    const { _malloc, _free } = this.memory;
    this.malloc = _malloc;
    this.free = _free;
    arenas.add(this);
  }

  /** Changes whenever the arena moves, after which no recording in it stands. */
  get arena(): number {
    return this.moves;
  }

  get bytes(): number {
    return this.size + this.ofConstants;
  }

  owns(at: number): boolean {
    return (at >= this.base && at < this.base + this.size) || this.constantsAt.has(at);
  }

  /** Address of an arena of at least these bytes. */
  reserve(bytes: number): number {
    if (bytes <= this.size) return this.base;
    if (this.block) this.free(this.block);
    [this.size, this.base, this.block] = [0, 0, 0];
    this.moves += 1;
    this.block = allocate(this.malloc, bytes + ALIGNMENT);
    this.base = Math.ceil(this.block / ALIGNMENT) * ALIGNMENT;
    this.size = bytes;
    return this.base;
  }

  /** What fits into the arena that there is. */
  get room(): { readonly at: number; readonly bytes: number } {
    return { at: this.base, bytes: this.size };
  }

  /** Where bytes lie that never change; equal ones once. */
  constant(bytes: Uint8Array): number {
    const key = keyOf(bytes);
    const known = this.constants.get(key);
    if (known !== undefined) return known;
    const at = allocate(this.malloc, bytes.length);
    this.memory.HEAPU8.set(bytes, at);
    this.constants.set(key, at);
    this.constantsAt.set(at, bytes.length);
    this.ofConstants += bytes.length;
    return at;
  }

  isConstant(at: number): boolean {
    return this.constantsAt.has(at);
  }

  dispose(): void {
    if (this.block) this.free(this.block);
    for (const at of this.constantsAt.keys()) this.free(at);
    this.constants.clear();
    this.constantsAt.clear();
    [this.size, this.base, this.block] = [0, 0, 0];
    this.ofConstants = 0;
    arenas.delete(this);
  }

  private get memory(): Memory {
    return this.backend.wasm as unknown as Memory;
  }
}

export function allocate(malloc: (bytes: number) => number, bytes: number): number {
  const at = malloc(bytes + MARGIN) >>> 0;
  if (!at) throw new Error(`There is no room for ${bytes} bytes more in WebAssembly.`);
  return at;
}

/** Equal for equal bytes only. */
function keyOf(bytes: Uint8Array): string {
  let key = '';
  for (const byte of bytes) key += String.fromCharCode(byte);
  return key;
}
