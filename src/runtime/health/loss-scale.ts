/** In mixed precision: updates that go on being skipped although the scale of the loss is as small as can help. */
import type { Observation, Rule, Sign } from './health-types.ts';

/** From the first scale down to here gradients were not finite: the loss as it is does not fit either. */
const TOO_SMALL = 1;

export class LossScale implements Rule {
  private readonly skipped = new Map<string, number>();
  private signs: readonly Sign[] = [];

  observe({ lossScales }: Observation): readonly Sign[] {
    if (lossScales) {
      this.signs = lossScales.flatMap(({ node, scale, skipped }): Sign[] => {
        const isSkipping = skipped > (this.skipped.get(node) ?? 0);
        this.skipped.set(node, skipped);
        if (!isSkipping || scale >= TOO_SMALL) return [];
        const place = { graph: 'objective', node } as const;
        return [{ code: 'loss-scale', place, numbers: { scale, skipped } }];
      });
    }
    return this.signs;
  }
}
