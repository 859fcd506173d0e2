/** What training adds to the record of a run: how far it is, how long it took and how much memory, on what it was computed. Changes records in place, as Dexie wants. */
import type { RunRecord } from '../../graph-schemas/run-record.ts';
import type { RunOpening } from './storage-types.ts';

/** A record of before these facts were kept lacks them. */
type Stored = Pick<RunRecord, 'step' | 'updatedAt'> &
  Partial<Pick<RunRecord, 'ranOn' | 'data' | 'trainedMs' | 'peakBytes'>>;

export function advanced(
  run: Stored,
  step: number,
  { trainedMs, peakBytes }: { readonly trainedMs: number; readonly peakBytes: number },
): void {
  run.step = step;
  run.trainedMs = (run.trainedMs ?? 0) + trainedMs;
  run.peakBytes = Math.max(run.peakBytes ?? 0, peakBytes);
  run.updatedAt = Date.now();
}

export function described(run: Stored, { ran, data }: RunOpening): void {
  const before = (run.ranOn ?? []).filter(({ fromStep }) => fromStep < ran.fromStep);
  const last = before.at(-1);
  run.ranOn = last && isSame(last, ran) ? before : [...before, ran];
  run.data = { ...data };
}

type RanOn = RunOpening['ran'];

function isSame(one: RanOn, other: RanOn): boolean {
  const told = ({ backend, device, versions }: RanOn) =>
    JSON.stringify([backend, device, Object.entries(versions).sort()]);
  return told(one) === told(other);
}
