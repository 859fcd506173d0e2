/** An archive of a run that was dropped or chosen: its document opens in a tab, with the run. */
import { formatCount } from '../format.ts';
import { textsNow } from '../texts/texts.ts';
import { showGoing } from './going-on.tsx';
import { openDocument } from './open-graph.ts';

export const isArchive = (path: string): boolean =>
  /^[^/]*\.ganvas(?: ?\(\d+\))?\.zip$/i.test(path);

export function takeArchive(file: File): Promise<void> {
  const texts = textsNow().takeAway;
  return showGoing({
    going: texts.reading(file.name),
    failed: texts.notTaken(file.name),
    cancelled: texts.cancelledReading(file.name),
    async act(ask) {
      const { restoreArchive, showRestored } = await import('../../store/take-away.ts');
      const record = await restoreArchive(file, ask);
      const id = openDocument(record.document, { type: 'file', name: file.name });
      const missing = await showRestored(record, id);
      const step = formatCount(record.step);
      const isWeightless = record.weights === 'gone';
      const isWhole = record.end === 'finished';
      const state = isWhole ? texts.restoredWhole(step) : texts.restoredAt(step);
      return {
        title: texts.restored(record.name),
        message: [
          isWeightless ? texts.restoredWeightless : state,
          ...(missing.length > 0 ? [texts.dataMissing(missing.join(', '))] : []),
        ].join(' '),
      };
    },
  });
}
