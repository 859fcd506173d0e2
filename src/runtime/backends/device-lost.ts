/** Tells whoever asks that the GPU went away, or refused a command: stock tf.js listens to neither. */

type LostCallback = (message: string) => void;
type ErrorCallback = (message: string) => void;

const lostCallbacks = new Set<LostCallback>();
const errorCallbacks = new Set<ErrorCallback>();
const lost = new WeakSet<GPUDevice>();

/** Calls back once per lost device, not for one that we destroyed. Returns the end of it. */
export function onDeviceLost(callback: LostCallback): () => void {
  lostCallbacks.add(callback);
  return () => lostCallbacks.delete(callback);
}

/** Out of memory and invalid commands, which otherwise leave zeros in tensors without a word (tfjs 6507). */
export function onDeviceError(callback: ErrorCallback): () => void {
  errorCallbacks.add(callback);
  return () => errorCallbacks.delete(callback);
}

export function isLost(device: GPUDevice): boolean {
  return lost.has(device);
}

export function watch(device: GPUDevice): void {
  void device.lost.then(({ reason, message }) => {
    lost.add(device);
    if (reason === 'destroyed') return;
    const sentence = `the GPU device was lost: ${message || 'the browser gave no reason'}`;
    for (const callback of lostCallbacks) callback(sentence);
  });
  device.addEventListener('uncapturederror', ({ error }) => {
    const sentence = `the GPU refused a command: ${error.message}`;
    for (const callback of errorCallbacks) callback(sentence);
  });
}
