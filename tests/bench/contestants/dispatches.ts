/** Counts what is dispatched to the GPU from here, and the bytes bound to it, by either contestant alike. */

let count = 0;
let bytes = 0;

/** Of storage bound by each bind group, and by each encoder now. */
const sizes = new WeakMap<object, number>();
const bound = new WeakMap<object, Map<number, number>>();

let isWatching = false;

/** Once WebGPU is there, which in Node it is only after the start. */
export function watchDispatches(): void {
  const pass = globalThis.GPUComputePassEncoder?.prototype;
  const device = globalThis.GPUDevice?.prototype;
  if (!pass || !device || isWatching) return;
  isWatching = true;
  const { dispatchWorkgroups, setBindGroup } = pass;
  const { createBindGroup } = device;
  device.createBindGroup = function (descriptor) {
    const group = createBindGroup.call(this, descriptor);
    let sum = 0;
    for (const { resource } of descriptor.entries) {
      if (!('buffer' in resource)) continue;
      sum += resource.size ?? resource.buffer.size - (resource.offset ?? 0);
    }
    sizes.set(group, sum);
    return group;
  };
  pass.setBindGroup = function (this: GPUComputePassEncoder, ...args: [number, GPUBindGroup]) {
    const groups = bound.get(this) ?? new Map<number, number>();
    bound.set(this, groups);
    groups.set(args[0], sizes.get(args[1]) ?? 0);
    return (setBindGroup as (...all: unknown[]) => undefined).apply(this, args);
  } as typeof setBindGroup;
  pass.dispatchWorkgroups = function (...size) {
    count += 1;
    for (const sum of bound.get(this)?.values() ?? []) bytes += sum;
    return dispatchWorkgroups.apply(this, size);
  };
}

/** Since this worker began. */
export function dispatched(): { readonly count: number; readonly bytes: number } {
  return { count, bytes };
}
