/** Whether a product is worth tiles in workgroup memory. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { env } from '@tensorflow/tfjs-core';

/** 'auto', or 'always' and 'never' for tests. */
export const TILES = 'GANVAS_WEBGPU_TILES';

/** Tiles are 32 wide; below half of one most of their work is for nothing. */
const NARROW = 16;

env().registerFlag(TILES, () => 'auto');

export function wantsTiles(backend: WebGPUBackend, rows: number, columns: number): boolean {
  const choice = env().get(TILES);
  if (choice !== 'auto') return choice === 'always';
  return !isOnSoftware(backend.device) && rows > NARROW && columns > NARROW;
}

const known = new WeakMap<GPUDevice, boolean>();

/** On a CPU every barrier is a switch between fibers. */
export function isOnSoftware(device: GPUDevice): boolean {
  return known.get(device) ?? false;
}

/** Told by whoever made the device, since a device does not know its adapter everywhere. */
export function tellSoftware(device: GPUDevice, is: boolean): void {
  known.set(device, is);
}
