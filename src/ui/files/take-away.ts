/** Exports, and weights and archives that are dropped: what is going on and how it ended, as notifications. */
import type { TakenAway, TakeOptions } from '../../store/take-away.ts';
import type { ExportTarget } from '../../worker/exchange-protocol.ts';
import { formatCount } from '../format.ts';
import { downloadBlob } from '../run/download.ts';
import { sentence } from '../texts/problem-texts.ts';
import { textsNow } from '../texts/texts.ts';
import { showGoing } from './going-on.tsx';

/** Comes when something is first taken away. */
const work = () => import('../../store/take-away.ts');

export function takeAway(target: ExportTarget, options: TakeOptions = {}): Promise<void> {
  const texts = textsNow().takeAway;
  const title = texts.titles[target];
  return showGoing({
    going: texts.writing(title),
    failed: texts.notWritten(title),
    cancelled: texts.cancelled(title),
    async act(ask) {
      const { exportTo } = await work();
      const taken = await exportTo(target, { ...options, ...ask });
      downloadBlob(taken.blob, taken.name);
      return { title: texts.written(taken.name), message: messageOf(taken, target) };
    },
  });
}

export function takeWeights(file: File): Promise<void> {
  const texts = textsNow().takeAway;
  return showGoing({
    going: texts.reading(file.name),
    failed: texts.notTaken(file.name),
    cancelled: texts.cancelledReading(file.name),
    async act(ask) {
      const { importWeights } = await work();
      const sentences = await importWeights(file, ask);
      return { title: texts.loaded(file.name), message: sentences.map(sentence).join(' ') };
    },
  });
}

function messageOf({ origin, seed, film }: TakenAway, target: ExportTarget): string {
  const texts = textsNow().takeAway;
  if (film) {
    const { frames, sheets, width, height, shrunk } = film;
    return [
      texts.filmFacts(frames, width, height),
      ...(frames < sheets ? [texts.filmThinned(frames, sheets)] : []),
      ...(shrunk > 1 ? [texts.filmShrunk(shrunk)] : []),
    ].join(' ');
  }
  if (origin.type === 'run') {
    const step = formatCount(origin.step);
    return target === 'archive' || target === 'card' ? texts.runAtStep(step) : texts.ofStep(step);
  }
  const instead = target === 'pytorch' ? texts.withoutWeights : texts.firstWeights(`${seed}`);
  return origin.why === 'unfit' ? texts.unfit(instead) : texts.nothingSaved(instead);
}
