/**
 * What a run has shown so far: sample sheets, point clouds, measurements, each bounded in number. Pure, but
 * for the blob URLs and bitmaps, which are made and let go here and nowhere else.
 */
import type { RunNews } from '../worker/protocol.ts';
import type { MetricRecord, SampleRecord } from '../worker/storage-types.ts';
import { indexToDrop } from '../worker/thin-history.ts';

export interface Sheet {
  readonly step: number;
  /** A `blob:` address of the picture. */
  readonly url: string;
  readonly png: Blob;
}

export interface SheetHistory {
  readonly title: string;
  /** Oldest first. */
  readonly sheets: readonly Sheet[];
  /** The newest sheet, ready to draw. */
  readonly latest: ImageBitmap | null;
}

export interface PointsFrame {
  readonly step: number;
  /** x and y interleaved. */
  readonly real: Float32Array;
  readonly generated: Float32Array;
  /** Half the side of the square to show. */
  readonly range: number;
}

export interface PointsHistory {
  readonly title: string;
  readonly frames: readonly PointsFrame[];
}

export interface MetricHistory {
  readonly title: string;
  readonly rows: readonly {
    readonly step: number;
    readonly values: Readonly<Record<string, number>>;
    /** Of each kind, that were measured. */
    readonly samples?: number;
    /** Why there are no values. */
    readonly fault?: string;
  }[];
}

/** By view node. */
export interface RunViews {
  readonly sheets: Readonly<Record<string, SheetHistory>>;
  readonly points: Readonly<Record<string, PointsHistory>>;
  readonly metrics: Readonly<Record<string, MetricHistory>>;
}

export const noViews: RunViews = { sheets: {}, points: {}, metrics: {} };

const SHEETS_KEPT = 160;
const FRAMES_KEPT = 400;
const METRICS_KEPT = 5000;

/** Adds an entry after dropping those of its step and later (run again) and one where there are too many. */
function add<T extends { readonly step: number }>(
  entries: readonly T[],
  entry: T,
  limit: number,
  letGo?: (entry: T) => void,
): readonly T[] {
  const kept = entries.filter((each) => each.step < entry.step);
  if (letGo) for (const each of entries) if (each.step >= entry.step) letGo(each);
  kept.push(entry);
  const dropped = indexToDrop(
    kept.map((each) => each.step),
    limit,
  );
  if (dropped !== null) {
    for (const each of kept.splice(dropped, 1)) letGo?.(each);
  }
  return kept;
}

const letGoSheet = (sheet: Sheet) => URL.revokeObjectURL(sheet.url);

/** Bitmaps that have been replaced; the last is kept open as a component may be about to draw it. */
let replaced: ImageBitmap | null = null;
function replaceBitmap(bitmap: ImageBitmap | null): void {
  replaced?.close();
  replaced = bitmap;
}

export function addSheet(
  views: RunViews,
  { view, title, step, png, bitmap }: Extract<RunNews, { type: 'samples' }>,
): RunViews {
  const before = views.sheets[view];
  if (before?.latest) replaceBitmap(before.latest);
  const sheet = { step, png, url: URL.createObjectURL(png) };
  const sheets = add(before?.sheets ?? [], sheet, SHEETS_KEPT, letGoSheet);
  return { ...views, sheets: { ...views.sheets, [view]: { title, sheets, latest: bitmap } } };
}

export function addPoints(
  views: RunViews,
  { view, title, step, real, generated, range }: Extract<RunNews, { type: 'points' }>,
): RunViews {
  const frame = { step, real, generated, range };
  const frames = add(views.points[view]?.frames ?? [], frame, FRAMES_KEPT);
  return { ...views, points: { ...views.points, [view]: { title, frames } } };
}

export function addMetrics(views: RunViews, { view, title, ...row }: MetricRecord): RunViews {
  const rows = add(views.metrics[view]?.rows ?? [], row, METRICS_KEPT);
  return { ...views, metrics: { ...views.metrics, [view]: { title, rows } } };
}

/** Lets go of every picture. */
export function clearViews(views: RunViews): RunViews {
  for (const { sheets, latest } of Object.values(views.sheets)) {
    sheets.forEach(letGoSheet);
    latest?.close();
  }
  return noViews;
}

/** Views as a reload finds them. */
export async function viewsFromStorage(
  samples: readonly SampleRecord[],
  metrics: readonly MetricRecord[],
): Promise<RunViews> {
  let views = noViews;
  for (const sample of [...samples].sort((a, b) => a.step - b.step)) {
    if (sample.type === 'points') {
      views = addPoints(views, sample);
      continue;
    }
    const { view, title, step, png } = sample;
    const sheet = { step, png, url: URL.createObjectURL(png) };
    const sheets = add(views.sheets[view]?.sheets ?? [], sheet, SHEETS_KEPT, letGoSheet);
    views = { ...views, sheets: { ...views.sheets, [view]: { title, sheets, latest: null } } };
  }
  for (const metric of [...metrics].sort((a, b) => a.step - b.step)) {
    views = addMetrics(views, metric);
  }
  const sheets = await Promise.all(
    Object.entries(views.sheets).map(async ([view, history]) => {
      const png = history.sheets[history.sheets.length - 1]?.png;
      const latest = png ? await createImageBitmap(png).catch(() => null) : null;
      return [view, { ...history, latest }] as const;
    }),
  );
  return { ...views, sheets: Object.fromEntries(sheets) };
}
