/**
 * The history of a document as numbered versions, of which storage keeps the one on show and the steps between them:
 * what a save has to write since the one before, and the history out of what was stored. Pure.
 */
import type { Document } from '../../graph-schemas/document.ts';
import { crc32 } from '../data/crc.ts';
import { applyPatch, diff, type Patch } from '../graph/patch.ts';
import type { StepRecord } from '../worker/document-records.ts';
import type { UndoHistory } from './undo-history.ts';

/** Versions as they were written, oldest first; the first has the number `first`. */
export interface Timeline {
  readonly first: number;
  readonly versions: readonly Document[];
}

export interface TimelineChange {
  readonly next: Timeline;
  /** The number of the version on show. */
  readonly step: number;
  readonly put: readonly StepRecord[];
  readonly last: number;
}

const versionsOf = ({ past, document, future }: UndoHistory) => [...past, document, ...future];

const encoder = new TextEncoder();
const sumOf = (back: string, forth: string) => crc32(encoder.encode(`${back}\n${forth}`));

/** Steps that are the same as written are not written again. */
export function advanceTimeline(
  id: string,
  written: Timeline | null,
  history: UndoHistory,
): TimelineChange {
  const versions = versionsOf(history);
  const before = written?.versions ?? [];
  const offset = versions[0] ? before.indexOf(versions[0]) : -1;
  // A history that has nothing to do with the one before takes numbers beyond all of those.
  const first =
    offset >= 0 ? (written?.first ?? 0) + offset : (written?.first ?? 0) + before.length;
  const put = versions.slice(1).flatMap((after, index) => {
    const earlier = versions[index];
    const isWritten =
      offset >= 0 && before[offset + index] === earlier && before[offset + index + 1] === after;
    return isWritten || !earlier ? [] : [stepRecord(id, first + index + 1, earlier, after)];
  });
  const next = { first, versions };
  return { next, put, step: first + history.past.length, last: first + versions.length - 1 };
}

function stepRecord(document: string, step: number, before: Document, after: Document): StepRecord {
  const back = JSON.stringify(diff(after, before));
  const forth = JSON.stringify(diff(before, after));
  return { document, step, back, forth, sum: sumOf(back, forth) };
}

export interface ReadTimeline {
  readonly history: UndoHistory;
  readonly timeline: Timeline;
  /** Steps were there that could not be read. */
  readonly isDamaged: boolean;
}

/** As much of the history as hangs together with the document that is on show. */
export function readTimeline(
  document: Document,
  step: number,
  records: readonly StepRecord[],
): ReadTimeline {
  const byStep = new Map(records.map((record) => [record.step, record]));
  const past: Document[] = [];
  const future: Document[] = [];
  let read = 0;
  for (let at = step, version = document; ; at--) {
    const before = follow(version, byStep.get(at), 'back');
    if (!before) break;
    past.unshift(before);
    version = before;
    read++;
  }
  for (let at = step + 1, version = document; ; at++) {
    const after = follow(version, byStep.get(at), 'forth');
    if (!after) break;
    future.push(after);
    version = after;
    read++;
  }
  const history = { document, past, future };
  const timeline = { first: step - past.length, versions: versionsOf(history) };
  return { history, timeline, isDamaged: read < records.length };
}

function follow(
  version: Document,
  record: StepRecord | undefined,
  way: 'back' | 'forth',
): Document | null {
  if (!record || sumOf(record.back, record.forth) !== record.sum) return null;
  try {
    return applyPatch(version, JSON.parse(record[way]) as Patch) as Document;
  } catch {
    return null;
  }
}
