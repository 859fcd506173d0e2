/** How a device holds what a step makes. That of WebGPU comes apart (`memory-webgpu.ts`): the page starts without it. */
import type { LayerProgram, NetworkProgram, Step } from './program.ts';
import { countWeights } from './weights.ts';

export interface DeviceMemory {
  readonly isHost: boolean;
  /** Nothing stays that nobody reads again: of values so much is held, of what is made beside them nothing. */
  readonly replayedShare: number | null;
  /** Elements of float32 that an output of a kind takes. */
  storedSize(kind: string, size: number): number;
  /** Whether what a bias is added to is stored, too. */
  readonly hasUnbiased: boolean;
  /** Layers whose output nobody stores. */
  passedOver(network: NetworkProgram): ReadonlySet<string>;
  /** What the gradients of a layer's weights come to with one use more, and what passes while they do. In elements. */
  gradientsOfUse(
    layer: LayerProgram,
    samples: number,
    usesBefore: number,
  ): { readonly more: number; readonly passing: number };
  /** What it gives does not lie with the other values. */
  isElsewhere(step: Step): boolean;
}

export const host: DeviceMemory = {
  isHost: true,
  replayedShare: null,
  hasUnbiased: true,
  storedSize: (_, size) => size,
  passedOver: () => new Set(),
  gradientsOfUse(layer, _, usesBefore) {
    const { trainable } = countWeights([layer]);
    return usesBefore === 0 ? { more: trainable, passing: 0 } : { more: 0, passing: 2 * trainable };
  },
  isElsewhere: () => false,
};
