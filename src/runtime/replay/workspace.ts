/** Buffers for what passes during a step, shared by all recordings of a run: they are never replayed at the same time. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type Lifetime, shareBuffers } from './share-buffers.ts';
import { giveBack, ownBuffer } from './stock-backend.ts';

export class Workspace {
  private readonly buffers: GPUBuffer[] = [];

  constructor(private readonly backend: WebGPUBackend) {}

  get bytes(): number {
    return this.buffers.reduce((sum, { size }) => sum + size, 0);
  }

  /** A buffer for each, by position; adds buffers where those that are there do not do. */
  place(lifetimes: readonly Lifetime[]): readonly GPUBuffer[] {
    const { buffers: places, sizes } = shareBuffers(
      lifetimes,
      this.buffers.map(({ size }) => size),
    );
    for (const size of sizes.slice(this.buffers.length)) {
      this.buffers.push(ownBuffer(this.backend, size));
    }
    return places.map((place) => {
      const buffer = this.buffers[place];
      if (!buffer) throw new Error('internal: a tensor was placed in a buffer that is not there');
      return buffer;
    });
  }

  dispose(): void {
    giveBack(this.backend, this.buffers);
    this.buffers.length = 0;
  }
}
