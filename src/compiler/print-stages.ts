/** The stages of a program as lines: what is left out when, and what an iteration then costs. */
import { costsOf } from './cost.ts';
import type { PlanWords } from './plan-words.ts';
import type { Program } from './program.ts';
import { programOfStage } from './stages.ts';

/** Nothing where the whole program runs all the time. */
export function printStages(program: Program, words: PlanWords): readonly string[] {
  if (program.stages.length === 0) return [];
  return [
    words.stages,
    ...program.stages.map((stage) => {
      const left = programOfStage(program, stage);
      const sizes = program.networks.flatMap(({ name, layers }, at) => {
        const now = left.networks[at]?.layers.length ?? 0;
        return now === layers.length ? [] : [words.stageSize(name, now, layers.length)];
      });
      const cost = Math.round(costsOf(left).perStep).toLocaleString('en-US');
      const what = sizes.length > 0 ? sizes.join(', ') : null;
      return `  ${words.stage(stage.from, what, cost)}`;
    }),
    '',
  ];
}
