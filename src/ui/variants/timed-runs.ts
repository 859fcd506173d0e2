/** Runs whose steps were timed on the backend that would be used now, the newest first: what an estimate goes by. */
import type { RunRecord } from '../../../graph-schemas/run-record.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { useRunStore } from '../../store/run-store.ts';
import { useSettingsStore } from '../../store/settings-store.ts';
import { runLibrary } from '../../store/training-client.ts';
import type { BackendName } from '../../worker/protocol.ts';
import type { TimedRun } from './check-variants.ts';

/** Each is compiled, to see how much it computes. */
const MOST_RUNS = 8;

export async function timedRuns(): Promise<readonly TimedRun[]> {
  const { backend, run, progress } = useRunStore.getState();
  const records = await runLibrary.list().catch(() => []);
  const chosen = useSettingsStore.getState().backend;
  const used = chosen === 'auto' ? (backend?.backend ?? lastOn(records)) : chosen;
  const isOnShow = run !== null && progress.msPerStep > 0 && backend?.backend === used;
  const own = isOnShow ? [timed(run.name, run.document, progress.msPerStep)] : [];
  const others = records
    .filter((record) => record.ranOn.at(-1)?.backend === used && msPerStep(record) > 0)
    .slice(0, MOST_RUNS)
    .map((record) => timed(record.name, record.document, msPerStep(record)));
  return [...own, ...others].filter(({ multiplyAdds }) => multiplyAdds > 0);
}

function timed(name: string, document: RunRecord['document'], ms: number): TimedRun {
  const { summary } = useDocumentStore.getState().compileOther(document);
  return { name, multiplyAdds: summary?.multiplyAddsPerStep ?? 0, msPerStep: ms };
}

/** What the page would choose by itself it has chosen before. */
const lastOn = (records: readonly RunRecord[]): BackendName | null =>
  records.find(({ backend, ranOn }) => backend === 'auto' && ranOn.length > 0)?.ranOn.at(-1)
    ?.backend ?? null;

/** A fork took its first steps in another run's time. */
function msPerStep({ trainedMs, step, origin }: RunRecord): number {
  const steps = step - (origin.type === 'fork' ? origin.step : 0);
  return steps > 0 ? trainedMs / steps : 0;
}
