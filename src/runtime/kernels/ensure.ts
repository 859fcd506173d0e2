/** What layers run on, registered at the first call on a backend: a model that was loaded elsewhere brings no `startBackend`. */
import type { BackendName } from '../trainer-types.ts';
import { registerKernels } from './register.ts';

const KNOWN: readonly BackendName[] = ['webgpu', 'wasm', 'cpu'];
let last = '';

/** Costs a comparison where the backend is that of the call before. */
export function ensureKernels(backend: string): void {
  if (backend === last) return;
  const known = KNOWN.find((name) => name === backend);
  if (!known)
    throw new Error(
      `Layers of Ganvas run on the backends ${KNOWN.join(', ')}, but tf.js uses "${backend}". Import @tensorflow/tfjs-backend-wasm or @tensorflow/tfjs-backend-webgpu and await tf.setBackend('wasm') or tf.setBackend('webgpu') first.`,
    );
  registerKernels(known);
  last = backend;
}
