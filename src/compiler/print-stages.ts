/** The stages of a program as lines: what is left out when, and what an iteration then costs. */
import { costsOf } from './cost.ts';
import type { Program } from './program.ts';
import { programOfStage } from './stages.ts';

/** Nothing where the whole program runs all the time. */
export function printStages(program: Program): readonly string[] {
  if (program.stages.length === 0) return [];
  return [
    'stages (what numbers that change with the iteration shut off is left out)',
    ...program.stages.map((stage) => {
      const left = programOfStage(program, stage);
      const sizes = program.networks.flatMap(({ name, layers }, at) => {
        const now = left.networks[at]?.layers.length ?? 0;
        return now === layers.length ? [] : [`${name} ${now} of ${layers.length} layers`];
      });
      const cost = Math.round(costsOf(left).perStep).toLocaleString('en-US');
      const what = sizes.length > 0 ? sizes.join(', ') : 'all layers';
      return `  from ${stage.from}: ${what}; ${cost} multiply-adds`;
    }),
    '',
  ];
}
