/**
 * Buffers for what passes during a step, shared by all recordings of a run: they are never replayed at the same time. They
 * make way while a step is interpreted.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type Lifetime, shareBuffers } from './share-buffers.ts';
import { dropSpareBuffers, giveBack, ownBuffer } from './stock-backend.ts';

const workspaces = new WeakMap<WebGPUBackend, Set<Workspace>>();

/** Nothing lies in them between two steps. */
export function releaseWorkspaces(backend: WebGPUBackend): void {
  for (const workspace of workspaces.get(backend) ?? []) workspace.release();
}

export class Workspace {
  private readonly buffers: GPUBuffer[] = [];
  /** Counts how often places have become void. */
  generation = 0;

  constructor(private readonly backend: WebGPUBackend) {
    const all = workspaces.get(backend) ?? new Set();
    workspaces.set(backend, all.add(this));
  }

  get bytes(): number {
    return this.buffers.reduce((sum, { size }) => sum + size, 0);
  }

  /** A part of a buffer for each, by position; adds buffers where those that are there do not do. */
  place(lifetimes: readonly Lifetime[]): readonly Required<GPUBufferBinding>[] {
    // Those of steps that were interpreted since.
    if (this.buffers.length === 0) dropSpareBuffers(this.backend);
    const { places, sizes } = shareBuffers(
      lifetimes,
      this.buffers.map(({ size }) => size),
    );
    for (const size of sizes.slice(this.buffers.length)) {
      this.buffers.push(ownBuffer(this.backend, size));
    }
    return lifetimes.map(({ bytes: size }, i) => {
      const { buffer: at = -1, offset = 0 } = places[i] ?? {};
      const buffer = this.buffers[at];
      if (!buffer) throw new Error('internal: a tensor was placed in a buffer that is not there');
      return { buffer, offset, size };
    });
  }

  release(): void {
    if (this.buffers.length === 0) return;
    giveBack(this.backend, this.buffers);
    this.buffers.length = 0;
    this.generation += 1;
  }

  dispose(): void {
    this.release();
    workspaces.get(this.backend)?.delete(this);
  }
}
