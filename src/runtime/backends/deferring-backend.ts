/** tf.js' WebGPU backend, which settles deferred results before it reads them. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { allowDeferring, forget, settle } from '../kernels/webgpu/deferred.ts';

export function deferring(Stock: typeof WebGPUBackend): typeof WebGPUBackend {
  return class extends Stock {
    constructor(...given: ConstructorParameters<typeof WebGPUBackend>) {
      super(...given);
      allowDeferring(this);
    }

    override uploadToGPU(dataId: object): void {
      settle(this, dataId);
      super.uploadToGPU(dataId);
    }

    override read(dataId: object): ReturnType<WebGPUBackend['read']> {
      settle(this, dataId);
      return super.read(dataId);
    }

    override readSync(dataId: object): ReturnType<WebGPUBackend['readSync']> {
      settle(this, dataId);
      return super.readSync(dataId);
    }

    override readToGPU(dataId: object): ReturnType<WebGPUBackend['readToGPU']> {
      settle(this, dataId);
      return super.readToGPU(dataId);
    }

    override disposeData(dataId: object, force?: boolean): boolean {
      const isGone = super.disposeData(dataId, force);
      if (isGone) forget(this, dataId);
      return isGone;
    }
  };
}
