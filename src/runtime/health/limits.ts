/** Rules about bounds: weights that all lie where they are clipped, and memory near what there is. */
import type { Program } from '../../compiler/program.ts';
import type { Observation, Rule, Sign } from './health-types.ts';
import { largestLayerOf } from './largest-layer.ts';
import { layerPlace } from './layer-place.ts';
import { phasesOf, rateAt } from './training.ts';

/**
 * Of a network's weights. The critic of `wgan` has half of its weights there after a hundred steps, which is how clipping
 * works; one whose bound is ten times too small for its rate has 0.9 to 1.
 */
const CLIPPED = 0.9;
const LOOKS = 3;

export class ClipBound implements Rule {
  private readonly looks = new Map<string, number>();
  private signs: readonly Sign[] = [];

  constructor(private readonly program: Program) {}

  observe({ step, atBound }: Observation): readonly Sign[] {
    if (atBound) {
      this.signs = Object.entries(atBound).flatMap(([node, share]): Sign[] => {
        const looks = share >= CLIPPED ? (this.looks.get(node) ?? 0) + 1 : 0;
        this.looks.set(node, looks);
        const phase = phasesOf(this.program).find((each) => each.node === node);
        if (looks < LOOKS || !phase) return [];
        const numbers = { share, bound: phase.weightClip ?? 0, rate: rateAt(phase, step) };
        return [{ code: 'clip-bound', place: { graph: 'objective', node }, numbers }];
      });
    }
    return this.signs;
  }
}

const NEARLY_FULL = 0.9;

export class Memory implements Rule {
  private signs: readonly Sign[] = [];

  constructor(private readonly program: Program) {}

  observe({ memory }: Observation): readonly Sign[] {
    if (memory) {
      const isFull = memory.usedBytes > NEARLY_FULL * memory.limitBytes;
      this.signs = isFull ? this.full(memory) : [];
    }
    return this.signs;
  }

  private full({ usedBytes, limitBytes, of }: NonNullable<Observation['memory']>): readonly Sign[] {
    const largest = largestLayerOf(this.program);
    if (!largest) return [];
    const { network, layer, bytes } = largest;
    const numbers = { usedBytes, limitBytes, layerBytes: bytes };
    const place = layerPlace(network, layer);
    return [{ code: 'memory', place, numbers, names: { network, layer, of } }];
  }
}
