/** `navigator.gpu` for Node, from the optional package `webgpu` (Dawn). */

interface DawnModule {
  create(options: string[]): GPU;
  readonly globals: Record<string, unknown>;
}

/** null, or why there is none. */
export async function installGpu(): Promise<string | null> {
  if (globalThis.navigator?.gpu) return null;
  // A name in a variable: the package is not a dependency, so no bundler or type checker may look for it.
  const name = 'webgpu';
  let dawn: DawnModule;
  try {
    dawn = (await import(/* @vite-ignore */ name)) as DawnModule;
  } catch {
    return 'no WebGPU in Node without the package webgpu (npm install webgpu adds it)';
  }
  Object.assign(globalThis, dawn.globals);
  const gpu = dawn.create([]);
  Object.defineProperty(globalThis, 'navigator', {
    value: Object.assign(globalThis.navigator ?? {}, { gpu }),
    configurable: true,
  });
  return null;
}
