/** The backend `webgpu`, on a device of ours: every limit that the adapter has, and watched for its loss. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import {
  env,
  findBackend,
  ready,
  registerBackend,
  removeBackend,
  setBackend,
} from '@tensorflow/tfjs-core';
import { tellSoftware } from '../kernels/webgpu/tile-choice.ts';
import { deferring } from './deferring-backend.ts';
import { isLost, watch } from './device-lost.ts';
import type { Started } from './start.ts';

/** Stock tf.js asks for the first six; the rest let kernels use more of the device. */
const LIMITS = [
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeY',
  'maxStorageBuffersPerShaderStage',
] as const;

/** Taken where the adapter has them: for measurements, for half precision, for sums within a workgroup. */
const FEATURES: readonly GPUFeatureName[] = ['timestamp-query', 'shader-f16', 'subgroups'];

/** Dispatches per submit. More of them cost memory, since buffers are freed at each submit only. */
const SUBMIT_BATCH = 64;

const NO_ADAPTER = import.meta.env.SSR
  ? 'WebGPU in Node finds no adapter (on Linux it needs libvulkan and a Vulkan driver)'
  : 'no WebGPU adapter in this browser';

/** Not every browser tells a device's adapter. */
const names = new WeakMap<GPUDevice, string>();

export async function startWebgpu(): Promise<Started> {
  if (import.meta.env.SSR) {
    const { installGpu } = await import('./gpu-node.ts');
    const why = await installGpu();
    if (why) return { isStarted: false, why };
  }
  const gpu = globalThis.navigator?.gpu;
  if (!gpu) return { isStarted: false, why: 'this browser has no WebGPU' };
  const running = findBackend('webgpu') as WebGPUBackend | null;
  if (running && !isLost(running.device)) {
    await setBackend('webgpu');
    return { isStarted: true, device: names.get(running.device) ?? 'unnamed GPU' };
  }
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) return { isStarted: false, why: NO_ADAPTER };
  const device = await deviceOf(adapter);
  if (typeof device === 'string') return { isStarted: false, why: device };
  const tfjsWebgpu = await import('@tensorflow/tfjs-backend-webgpu');
  // Each small tensor that is computed on the host is an upload in the middle of a step.
  env().set('WEBGPU_CPU_FORWARD', false);
  env().set('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE', SUBMIT_BATCH);
  removeBackend('webgpu');
  const Backend = deferring(tfjsWebgpu.WebGPUBackend);
  registerBackend('webgpu', () => new Backend(device, adapter.info), 3);
  const isStarted = await setBackend('webgpu').catch(() => false);
  if (!isStarted) return { isStarted: false, why: 'WebGPU has an adapter but tf.js cannot use it' };
  await ready();
  watch(device);
  names.set(device, nameOf(adapter.info));
  tellSoftware(device, isSoftware(adapter.info));
  return { isStarted: true, device: nameOf(adapter.info) };
}

async function deviceOf(adapter: GPUAdapter): Promise<GPUDevice | string> {
  const requiredLimits = Object.fromEntries(LIMITS.map((name) => [name, adapter.limits[name]]));
  const requiredFeatures = FEATURES.filter((name) => adapter.features.has(name));
  try {
    return await adapter.requestDevice({ requiredLimits, requiredFeatures });
  } catch (error) {
    return `WebGPU gave no device (${error instanceof Error ? error.message : String(error)})`;
  }
}

/**
 * What a person recognises; browsers tell only some of it. Dawn names the card in `device` ("nvidia-h200") and the
 * driver in `description`; a browser may have a hexadecimal number or nothing for `device`.
 */
function nameOf(info: GPUAdapterInfo): string {
  const { vendor, architecture, device, description } = info;
  const card = /^(0x)?[\da-f]*$/i.test(device) ? '' : device.replaceAll('-', ' ').trim();
  const name = card || description || [vendor, device || architecture].filter(Boolean).join(' ');
  return `${name || 'unnamed GPU'}${isSoftware(info) ? ' (software, on the CPU)' : ''}`;
}

function isSoftware({ architecture, description, device }: GPUAdapterInfo): boolean {
  return /swiftshader|llvmpipe|lavapipe|basic render/i.test(
    `${architecture} ${description} ${device}`,
  );
}
