/** Checks what the page sends to the worker that explores. The program, which is large, is checked by who uses it. */
import { z } from 'zod';
import type { ToExplore } from './explore-protocol.ts';

const object = z.custom<object>((value) => typeof value === 'object' && value !== null);
const requestId = z.int();
const latent = z.instanceof(Float32Array);
const latents = z.array(latent).max(256);
const count = z.int().min(1).max(256);
const label = z.int().min(0);
const labels = z.array(label.nullable()).max(256);
const pixels = z.instanceof(Uint8ClampedArray);

const Ask = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('sample'), count }),
  z.strictObject({ type: z.literal('draw'), latents, labels }),
  z.strictObject({
    type: z.literal('walk'),
    stops: latents.min(1),
    labels,
    way: z.enum(['linear', 'spherical']),
    count,
  }),
  z.strictObject({
    type: z.literal('combine'),
    a: latents,
    b: latents,
    c: latents,
    label: label.nullable(),
  }),
  z.strictObject({ type: z.literal('classes'), latents, most: count }),
  z.strictObject({ type: z.literal('between'), latents, from: label, to: label, count }),
  z.strictObject({
    type: z.literal('mix'),
    rows: latents.max(16),
    columns: latents.max(16),
    low: z.number(),
    high: z.number(),
  }),
  z.strictObject({ type: z.literal('translate'), pixels }),
  z.strictObject({ type: z.literal('encode'), pixels }),
  z.strictObject({
    type: z.literal('layer'),
    place: z.strictObject({ network: z.string(), layer: z.string() }),
    latent: latent.nullable(),
    label: label.nullable(),
    pixels: pixels.nullable(),
  }),
]);

const Message = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('open'),
    requestId,
    runId: z.string().min(1),
    step: z.int().min(0).nullable(),
    program: object,
    bindings: z.record(z.string(), object),
    backend: z.enum(['auto', 'webgpu', 'wasm', 'cpu']),
  }),
  z.strictObject({
    type: z.literal('ask'),
    requestId,
    setting: z.strictObject({
      subject: z.string(),
      seed: z.int().min(0),
      psi: z.number().min(-2).max(4).nullable(),
      hasNoise: z.boolean(),
      label: label.nullable(),
    }),
    ask: Ask,
  }),
  z.strictObject({
    type: z.literal('gif'),
    requestId,
    frames: z.strictObject({
      width: z.int().min(1).max(4096),
      height: z.int().min(1).max(4096),
      count,
      rgba: z.instanceof(Uint8ClampedArray),
    }),
    frameMs: z.int().min(20).max(10_000),
    scale: z.int().min(1).max(64),
  }),
]);

/** The message, or a sentence about why it is none. */
export function readExploreMessage(
  value: unknown,
): { readonly message: ToExplore } | { readonly requestId: number; readonly fault: string } {
  const read = Message.safeParse(value);
  if (read.success) return { message: value as ToExplore };
  const named = z.object({ requestId }).safeParse(value);
  return {
    requestId: named.success ? named.data.requestId : -1,
    fault: `internal: the worker that explores was sent a message that it does not know. ${read.error}`,
  };
}
