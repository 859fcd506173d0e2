/** What a run is computed on, and what is measured of it: memory, scales of losses. */
export const measured = {
  memory: (peak: string, estimate: string) => `Memory of a step: ${peak}, estimated ${estimate}`,
  inAll: (bytes: string) => `With sheets and metrics: ${bytes} at most`,
  estimate: (estimate: string) => `Memory of a step: estimated ${estimate}`,
  peak: (peak: string) => `Memory of a step: ${peak}, measured`,
  scale: (node: string, scale: string) => `Loss of ${node} scaled by ${scale}`,
  skipped: (count: string) => `updates skipped: ${count}`,
  notYet: 'The backend is chosen when a run starts.',
  software: 'This WebGPU is software: WebAssembly is faster on this machine.',
  useWasm: 'Use WebAssembly',
  keeps: 'The run that is open keeps its backend until it is paused and resumed.',
  help: {
    auto: 'The fastest that this browser offers: WebGPU, else WebAssembly.',
    webgpu: 'On the graphics card. The fastest by far.',
    wasm: 'On the processor, with SIMD and threads where the page may use them.',
    cpu: 'Plain JavaScript: very slow, for comparison only.',
  },
} as const;
