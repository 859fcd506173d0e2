/** When an optimizer step runs, in one sentence: `5 times an iteration, then Train G.` Pure. */
import type { StepRole } from '../../../compiler/roles.ts';
import { formatCount } from '../../format.ts';
import type { Texts } from '../../texts/english.ts';
import { scheduleText } from '../schedule-text.ts';

type Words = Texts['inspector'];

export function rhythmText(
  {
    phase,
    together,
    neighbours,
  }: Pick<StepRole, 'together' | 'neighbours'> & {
    readonly phase: Pick<StepRole['phase'], 'repeat' | 'every'>;
  },
  titleOf: (node: string) => string,
  t: Words,
): string {
  const rhythm = runsText(phase, t);
  const names = (nodes: readonly string[]) => nodes.map(titleOf).join(', ');
  const order = !neighbours
    ? t.alone(rhythm)
    : neighbours.isNext
      ? t.thenNext(rhythm, names(neighbours.nodes))
      : t.lastAfter(rhythm, names(neighbours.nodes));
  return together.length > 0 ? `${order} ${t.together(names(together))}` : order;
}

function runsText({ repeat, every }: Pick<StepRole['phase'], 'repeat' | 'every'>, t: Words) {
  if (repeat.type !== 'constant') return t.timesVarying(scheduleText(repeat));
  const times = formatCount(repeat.value);
  if (every > 1) {
    return capital(
      repeat.value === 1
        ? t.everyNth(formatCount(every))
        : t.timesEveryNth(times, formatCount(every)),
    );
  }
  return repeat.value === 1 ? t.once : t.times(times);
}

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
