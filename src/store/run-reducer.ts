/**
 * What a run shows, and how one message of the worker changes it. Pure, but for the loss buffers, which it
 * fills in place (`seriesVersion` tells readers), and the pictures that `run-views.ts` owns.
 */
import type { Document } from '../../graph-schemas/document.ts';
import {
  plainRun,
  type RunFinding,
  type RunHealth,
  type StoredBinding,
} from '../../graph-schemas/run-record.ts';
import type { Program } from '../compiler/program.ts';
import type { Probe } from '../runtime/trainer-types.ts';
import type { BackendName, RunNews } from '../worker/protocol.ts';
import { LossSeries } from './loss-series.ts';
import { idle, type RunState, type TroubleCode, transition } from './run-state.ts';
import { addMetrics, addPoints, addSheet, noViews, type RunViews } from './run-views.ts';

export interface RunInfo {
  readonly id: string;
  readonly name: string;
  readonly document: Document;
  readonly program: Program;
  readonly bindings: Readonly<Record<string, StoredBinding>>;
  /** Names of the losses, in the order of every row; empty until the worker has opened the run. */
  readonly losses: readonly string[];
}

export interface Progress {
  readonly step: number;
  readonly totalSteps: number;
  readonly imagesPerSecond: number;
  readonly msPerStep: number;
  /** Null while unknown. */
  readonly secondsLeft: number | null;
  readonly tensors: number;
  readonly savedStep: number | null;
}

export interface Notice {
  readonly id: number;
  readonly code: TroubleCode;
  readonly message: string;
}

export interface RunShown extends RunViews {
  readonly state: RunState;
  readonly run: RunInfo | null;
  readonly backend: {
    readonly backend: BackendName;
    readonly device: string;
    readonly reason: string;
  } | null;
  readonly progress: Progress;
  /** Filled in place. */
  readonly series: LossSeries;
  /** Changes whenever `series` holds something else. */
  readonly seriesVersion: number;
  readonly notices: readonly Notice[];
  /** The newest look at layers; null while nobody watches. */
  readonly probe: Probe | null;
  readonly health: RunHealth;
  readonly measured: Extract<RunNews, { type: 'measured' }> | null;
}

export const noProgress: Progress = {
  step: 0,
  totalSteps: 0,
  imagesPerSecond: 0,
  msPerStep: 0,
  secondsLeft: null,
  tensors: 0,
  savedStep: null,
};

export const nothingShown = (): RunShown => ({
  ...noViews,
  state: idle,
  run: null,
  backend: null,
  progress: noProgress,
  series: new LossSeries([]),
  seriesVersion: 0,
  notices: [],
  probe: null,
  health: plainRun.health,
  measured: null,
});

const NOTICES_KEPT = 5;
let lastNotice = 0;

/** Adds a sentence; the same sentence again moves to the end. */
export function addNotice(
  notices: readonly Notice[],
  code: TroubleCode,
  message: string,
): readonly Notice[] {
  lastNotice += 1;
  const others = notices.filter((notice) => notice.message !== message);
  return [...others, { id: lastNotice, code, message }].slice(-NOTICES_KEPT);
}

export function receive(shown: RunShown, message: RunNews): RunShown {
  const state = transition(shown.state, message);
  const next = state === shown.state ? shown : { ...shown, state };
  switch (message.type) {
    case 'opened':
      return opened(next, message);
    case 'losses':
      return tick(next, message);
    case 'phase':
      return { ...next, progress: { ...next.progress, step: message.step } };
    case 'samples':
      return { ...next, ...addSheet(next, message) };
    case 'points':
      return { ...next, ...addPoints(next, message) };
    case 'metrics':
      return { ...next, ...addMetrics(next, message) };
    case 'probe':
      return { ...next, probe: message.probe };
    case 'health':
      return { ...next, health: { ...next.health, findings: message.findings.map(finiteOf) } };
    case 'measured':
      return { ...next, measured: message };
    case 'saved':
      if (!message.isKept) return next;
      return { ...next, progress: { ...next.progress, savedStep: message.step } };
    case 'trouble':
      // Told with the document's name, by the store.
      if (message.code === 'weights-gone')
        return { ...next, progress: { ...next.progress, savedStep: null } };
      return { ...next, notices: addNotice(next.notices, message.code, message.message) };
    default:
      return next;
  }
}

/** The worker holds the run at `step`: what is shown beyond it will be made again. */
function opened(
  shown: RunShown,
  { step, totalSteps, backend, device, reason, losses }: Extract<RunNews, { type: 'opened' }>,
): RunShown {
  const isSame = losses.join('\n') === shown.series.names.join('\n');
  const series = isSame ? shown.series : new LossSeries(losses);
  series.truncateAfter(step);
  const { savedStep } = shown.progress;
  const isLost = savedStep !== null && step < savedStep;
  return {
    ...shown,
    notices: isLost
      ? addNotice(
          shown.notices,
          'storage',
          `The checkpoint of step ${savedStep} is no longer in this browser. The run goes on from step ${step}.`,
        )
      : shown.notices,
    run: shown.run && { ...shown.run, losses },
    backend: { backend, device, reason },
    progress: { ...shown.progress, step, totalSteps, savedStep: isLost ? null : savedStep },
    // What still stands is found again.
    health: { ...shown.health, findings: [] },
    series,
    seriesVersion: shown.seriesVersion + 1,
  };
}

/** Storage keeps finite numbers. What was not is in the sentence. */
function finiteOf(finding: RunFinding): RunFinding {
  const numbers = Object.entries(finding.numbers).filter(([, value]) => Number.isFinite(value));
  return { ...finding, numbers: Object.fromEntries(numbers) };
}

function tick(
  shown: RunShown,
  { rows, imagesPerSecond, msPerStep, tensors }: Extract<RunNews, { type: 'losses' }>,
): RunShown {
  for (const { step, values } of rows) shown.series.append(step, values);
  const step = rows[rows.length - 1]?.step ?? shown.progress.step;
  const secondsLeft =
    msPerStep > 0 ? (Math.max(0, shown.progress.totalSteps - step) * msPerStep) / 1000 : null;
  return {
    ...shown,
    seriesVersion: shown.seriesVersion + 1,
    progress: { ...shown.progress, step, imagesPerSecond, msPerStep, secondsLeft, tensors },
  };
}
