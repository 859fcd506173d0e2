/** Checks what arrives from the page: the envelope of every message. Programs and data, which are large, are checked by those who use them. */
import { z } from 'zod';
import type { ToWorker } from './protocol.ts';

const object = z.custom<object>((value) => typeof value === 'object' && value !== null);
const requestId = z.int();

const channel = z.int().min(0).max(255);
const side = z.int().min(1);
const decodeRequest = z.strictObject({
  files: z.array(
    z.strictObject({
      path: z.string(),
      file: z.instanceof(File),
      fault: z.string().exactOptional(),
    }),
  ),
  wanted: z.strictObject({
    height: side,
    width: side,
    channels: z.union([z.literal(1), z.literal(3)]),
    fit: z.enum(['stretch', 'crop', 'pad']),
    resize: z.tuple([side, side]).exactOptional(),
  }),
  pairs: z.enum(['auto', 'split', 'whole']),
  wantsPairs: z.boolean(),
  background: z.tuple([channel, channel, channel]),
});

const Message = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('open'),
    runId: z.string().min(1),
    program: object,
    bindings: z.record(
      z.string(),
      z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal('builtin'), name: z.string() }),
        z.strictObject({ type: z.literal('dataset'), dataset: object }),
      ]),
    ),
    backend: z.enum(['auto', 'webgpu', 'wasm', 'cpu']),
    resume: z.boolean(),
    from: z.int().min(0).exactOptional(),
    beside: z.boolean().exactOptional(),
    fork: z
      .strictObject({
        runId: z.string().min(1),
        step: z.int().min(0),
        inherits: z.boolean(),
        tensors: z.record(z.string(), z.string()),
        phases: z.array(z.int().min(0).nullable()),
        sources: z.array(z.int().min(0).nullable()),
        pools: z.array(z.int().min(0).nullable()),
      })
      .exactOptional(),
  }),
  z.strictObject({
    type: z.enum(['train', 'pause', 'step', 'close']),
    runId: z.string().min(1),
  }),
  z.strictObject({
    type: z.literal('warm'),
    program: object,
    backend: z.enum(['auto', 'webgpu', 'wasm', 'cpu']),
    builtin: z.record(z.string(), z.string()),
  }),
  z.strictObject({ type: z.literal('save') }),
  z.strictObject({
    type: z.literal('watch'),
    what: z.enum(['activations', 'gradients']).nullable(),
  }),
  z.strictObject({ type: z.literal('decode'), requestId, request: decodeRequest }),
  z.strictObject({ type: z.literal('cancel-decode'), requestId }),
  z.strictObject({ type: z.literal('generate'), requestId, name: z.string(), seed: z.int() }),
]);

/** The message, or a sentence about why it is none. */
export function readMessage(
  value: unknown,
): { readonly message: ToWorker } | { readonly fault: string } {
  const read = Message.safeParse(value);
  if (read.success) return { message: value as ToWorker };
  return { fault: `internal: the worker was sent a message that it does not know. ${read.error}` };
}
