/** The backend `wasm`: SIMD, and threads where the page is cross-origin isolated. */
import { getThreadsCount, setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import {
  env,
  findBackendFactory,
  ready,
  registerBackend,
  removeBackend,
  setBackend,
} from '@tensorflow/tfjs-core';
import { kernelThreads, setKernelThreads } from '../kernels/wasm/thread-count.ts';
import type { Started } from './start.ts';

/** tf.js prepares this many workers; a thread without one would wait for ever. */
const MOST_THREADS = 8;

/** A start takes well under a second; threads that fail to load never report. */
const PATIENCE_MS = 10_000;

export async function startWasm(): Promise<Started> {
  const { cores, wasmPaths, prepareThreads, stockThreads } = import.meta.env.SSR
    ? await import('./wasm-assets-node.ts')
    : await import('./wasm-assets-browser.ts');
  setWasmPaths(wasmPaths);
  const threads = threadsFor(cores);
  setThreadsCount(stockThreads(threads));
  setKernelThreads(threads);
  const settle = prepareThreads(threads);
  const first = await withinPatience(setBackend('wasm'));
  settle();
  if (first === 'started') return describe('');
  if (first === 'late' && (await env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT'))) {
    startOver();
    if ((await withinPatience(setBackend('wasm'))) === 'started') {
      return describe(' (several threads did not start in time)');
    }
  }
  return { isStarted: false, why: 'WebAssembly does not start here' };
}

/** All cores of a small machine; of a larger one half, since logical cores come in pairs and the page needs some. */
function threadsFor(cores: number): number {
  return Math.min(MOST_THREADS, cores <= 4 ? cores : Math.max(4, Math.floor(cores / 2)));
}

async function withinPatience(start: Promise<boolean>): Promise<'started' | 'failed' | 'late'> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), PATIENCE_MS);
  });
  const outcome = start.then(
    (isStarted) => (isStarted ? ('started' as const) : ('failed' as const)),
    () => 'failed' as const,
  );
  const first = await Promise.race([outcome, late]);
  clearTimeout(timer);
  return first;
}

/** Forgets the start that hangs; the next one is without threads. */
function startOver(): void {
  const factory = findBackendFactory('wasm');
  removeBackend('wasm');
  registerBackend('wasm', factory, 2);
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
}

async function describe(note: string): Promise<Started> {
  await ready();
  const hasSimd = await env().getAsync('WASM_HAS_SIMD_SUPPORT');
  const hasThreads = hasSimd && (await env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT'));
  const threads = hasThreads ? Math.max(getThreadsCount(), kernelThreads()) : 1;
  const count = threads === 1 ? 'one thread' : `${threads} threads`;
  return { isStarted: true, device: `${hasSimd ? 'SIMD' : 'no SIMD'}, ${count}${note}` };
}
