/** The backend `wasm`: SIMD, and threads where the page is cross-origin isolated. */
import { getThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { env, ready, setBackend } from '@tensorflow/tfjs-core';
import type { Started } from './start.ts';

export async function startWasm(): Promise<Started> {
  const { wasmPaths } = import.meta.env.SSR
    ? await import('./wasm-paths-node.ts')
    : await import('./wasm-paths-browser.ts');
  setWasmPaths(wasmPaths);
  const isStarted = await setBackend('wasm').catch(() => false);
  if (!isStarted) return { isStarted: false, why: 'WebAssembly does not start here' };
  await ready();
  const hasSimd = await env().getAsync('WASM_HAS_SIMD_SUPPORT');
  const threads = getThreadsCount();
  const count = threads === 1 ? 'one thread' : `${threads} threads`;
  return { isStarted: true, device: `${hasSimd ? 'SIMD' : 'no SIMD'}, ${count}` };
}
