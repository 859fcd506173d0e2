/** Which runs the table lists, and what it says of each, as data. Pure. */
import type { RunRecord } from '../../../graph-schemas/run-record.ts';

export interface Wanted {
  readonly text: string;
  readonly tag: string | null;
  /** Name of the document; runs of closed and deleted documents have one, too. */
  readonly document: string | null;
}

export const everything: Wanted = { text: '', tag: null, document: null };

/** Every word is in the name, the notes, a tag, the document's name or the sweep's. */
export function wantedRuns(
  runs: readonly RunRecord[],
  { text, tag, document }: Wanted,
): readonly RunRecord[] {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return runs.filter((run) => {
    if (tag !== null && !run.tags.includes(tag)) return false;
    if (document !== null && run.document.name !== document) return false;
    const said = [run.name, run.notes, run.document.name, run.group?.name ?? '', ...run.tags];
    const all = said.join('\n').toLocaleLowerCase();
    return words.every((word) => all.includes(word));
  });
}

export const tagsOf = (runs: readonly RunRecord[]): readonly string[] =>
  [...new Set(runs.flatMap(({ tags }) => tags))].sort((a, b) => a.localeCompare(b));

export const documentsOf = (runs: readonly RunRecord[]): readonly string[] =>
  [...new Set(runs.map(({ document }) => document.name))].sort((a, b) => a.localeCompare(b));

export type RowState = 'training' | 'waiting' | 'paused' | 'finished' | 'stopped' | 'weightless';

/** @param checkpointBytes of all of its checkpoints; undefined until that is known */
export function stateOf(
  { end, step, weights }: RunRecord,
  isAtWork: boolean,
  checkpointBytes: number | undefined,
): RowState {
  if (isAtWork) return 'training';
  const isGone = weights === 'gone' || checkpointBytes === 0;
  if (step > 0 && isGone && end !== 'finished') return 'weightless';
  if (end !== 'none') return end;
  return step === 0 ? 'waiting' : 'paused';
}
