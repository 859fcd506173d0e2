/**
 * Checkpoints as bytes: a magic word, the length of a JSON header, the header, and all tensors as little-endian
 * float32 in the header's order. A check sum finds damage, a fingerprint finds a program of another structure.
 */
import { z } from 'zod';
import type { Program } from '../compiler/program.ts';

export const CHECKPOINT_VERSION = 1;
const MAGIC = 0x6b63_6e67; // "gnck"
const PREFIX = 12;

const Count = z.int().min(0);
const Header = z.strictObject({
  version: z.literal(CHECKPOINT_VERSION),
  fingerprint: z.string(),
  seed: Count,
  step: Count,
  updates: z.array(Count),
  cursors: z.array(Count),
  /** Absent in checkpoints from before there were history buffers. */
  pools: z.array(Count).default(() => []),
  /** By phase; absent but in mixed precision. */
  scales: z
    .array(z.strictObject({ scale: z.number().positive(), good: Count, skipped: Count }))
    .exactOptional(),
  tensors: z.array(z.strictObject({ name: z.string(), shape: z.array(Count) })),
});
export type Header = z.infer<typeof Header>;

export interface Contents {
  readonly header: Header;
  /** In the order of `header.tensors`. */
  readonly values: readonly Float32Array[];
}

/** Bytes that cannot be restored: why, as a sentence. */
export class CheckpointError extends Error {
  override readonly name = 'CheckpointError';
}

export function encodeCheckpoint({ header, values }: Contents): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const start = aligned(PREFIX + json.length);
  const floats = values.reduce((sum, { length }) => sum + length, 0);
  const bytes = new Uint8Array(start + floats * 4);
  bytes.set(json, PREFIX);
  bytes.fill(0x20, PREFIX + json.length, start);
  const data = new Float32Array(bytes.buffer, start, floats);
  let offset = 0;
  for (const array of values) {
    data.set(array, offset);
    offset += array.length;
  }
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, start - PREFIX, true);
  view.setUint32(8, checkSum(bytes), true);
  return bytes;
}

/** Throws CheckpointError. */
export function decodeCheckpoint(bytes: Uint8Array): Contents {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < PREFIX || view.getUint32(0, true) !== MAGIC) {
    throw new CheckpointError(
      'This is not a checkpoint of Ganvas: it does not begin like one. Choose another file, or start the run anew.',
    );
  }
  const start = PREFIX + view.getUint32(4, true);
  const header = start <= bytes.length ? readHeader(bytes.subarray(PREFIX, start)) : null;
  if (!header) throw damaged('its header cannot be read');
  const sizes = header.tensors.map(({ shape }) => shape.reduce((a, b) => a * b, 1));
  const expected = start + sizes.reduce((a, b) => a + b, 0) * 4;
  if (bytes.length !== expected) {
    throw damaged(`${expected} bytes were expected, ${bytes.length} were found`);
  }
  if (checkSum(bytes) !== view.getUint32(8, true)) throw damaged('its check sum is wrong');
  const data = new Float32Array(bytes.slice(start).buffer);
  let offset = 0;
  const values = sizes.map((size) => {
    offset += size;
    return data.subarray(offset - size, offset);
  });
  return { header, values };
}

/** What a checkpoint must agree with: networks, weights and optimizers, not rates or lengths. */
export function fingerprintOf(program: Program): string {
  const structure = {
    networks: program.networks.map(({ name, layers }) => [
      name,
      layers.map(({ id, kind, weights }) => [id, kind, weights.map((w) => [w.name, w.shape])]),
    ]),
    phases: program.iteration.flatMap(({ phases }) =>
      phases.map(({ node, trains, optimizer, averageDecay }) => [
        node,
        trains,
        optimizer.type,
        averageDecay !== null,
      ]),
    ),
    sources: program.sources.map(({ node, kind }) => [node, kind]),
  };
  const bytes = new TextEncoder().encode(JSON.stringify(structure));
  return checkSum(bytes, 0).toString(16).padStart(8, '0');
}

function readHeader(bytes: Uint8Array): Header | null {
  try {
    return Header.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    return null;
  }
}

function damaged(why: string): CheckpointError {
  return new CheckpointError(
    `The checkpoint is damaged: ${why}. Go on from an older checkpoint, or start the run anew.`,
  );
}

/** FNV-1a, the check sum's own place left out. */
function checkSum(bytes: Uint8Array, skipped = PREFIX): number {
  let hash = 0x811c_9dc5;
  for (let i = skipped; i < bytes.length; i++) {
    hash = Math.imul(hash ^ (bytes[i] as number), 0x0100_0193);
  }
  return hash >>> 0;
}

function aligned(length: number): number {
  return Math.ceil(length / 4) * 4;
}
