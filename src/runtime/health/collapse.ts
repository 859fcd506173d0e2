/** A generator whose samples hardly differ from one another, though it has trained for a while. */
import type { Program } from '../../compiler/program.ts';
import type { Observation, Rule, Sign } from './health-types.ts';
import { stepBehind } from './training.ts';

/**
 * Of the distance between real samples. `gan-mlp`, which makes nearly one mean shape of all noise before it tells digits
 * apart, goes down to 0.016 on its way.
 */
const COLLAPSED = 0.01;
/** Every generator begins with samples that are alike. */
const FIRST_STEP = 200;
/** One look may be at an unlucky moment. */
const LOOKS = 3;

export class Collapse implements Rule {
  private readonly looks = new Map<string, number>();
  private readonly ratios = new Map<string, Sign>();

  constructor(private readonly program: Program) {}

  observe({ step, spread }: Observation): readonly Sign[] {
    for (const { node, ratio, samples } of spread ?? []) {
      const isAlike = step >= FIRST_STEP && ratio < COLLAPSED;
      const looks = isAlike ? (this.looks.get(node) ?? 0) + 1 : 0;
      this.looks.set(node, looks);
      const place = { graph: 'objective', node } as const;
      if (looks >= LOOKS)
        this.ratios.set(node, {
          ...{ code: 'collapse', place, numbers: { ratio, samples } },
          names: { step: stepBehind(this.program, node)?.node ?? '' },
        });
      else this.ratios.delete(node);
    }
    return [...this.ratios.values()];
  }
}
