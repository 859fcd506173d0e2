/** WebGPU without a graphics card: the browser computes it on the processor, slower than WebAssembly there. */
import { useRunStore } from '../../store/run-store.ts';
import type { RunStoreState } from '../../store/run-store-types.ts';

type Backend = RunStoreState['backend'];

const SOFTWARE = /software|swiftshader|llvmpipe|lavapipe|basic render/i;

export const isSoftwareGpu = (backend: Backend): boolean =>
  backend?.backend === 'webgpu' && SOFTWARE.test(backend.device);

/** Chooses WebAssembly; a run that trains goes over to it from where it is. */
export function goOnWithWebAssembly(): void {
  const { state, setBackend, pause } = useRunStore.getState();
  setBackend('wasm');
  if (state.type !== 'training') return;
  const { runId } = state;
  const stop = useRunStore.subscribe(({ state: now, resume }) => {
    if (now.type === 'pausing') return;
    if (now.type === 'training' && now.runId === runId) return;
    stop();
    if (now.type === 'paused' && now.runId === runId) resume();
  });
  pause();
}
