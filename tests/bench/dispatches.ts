/** Counts what is dispatched to the GPU from this worker, by either contestant alike. */

let count = 0;

const pass = globalThis.GPUComputePassEncoder?.prototype;
if (pass) {
  const { dispatchWorkgroups } = pass;
  pass.dispatchWorkgroups = function (...size) {
    count += 1;
    return dispatchWorkgroups.apply(this, size);
  };
}

/** Since this worker began. */
export function dispatches(): number {
  return count;
}
