/**
 * Going on from any checkpoint of any run. From its newest one the run itself goes on; from an older one a run of its own
 * begins there, so that what came after it stays; so it does where the graph is another, and then takes over what fits.
 */
import type { Document } from '../../graph-schemas/document.ts';
import type { RunRecord } from '../../graph-schemas/run-record.ts';
import type { Program } from '../compiler/program.ts';
import { diffDocuments } from '../graph/diff/diff-documents.ts';
import { earlierNames } from '../graph/diff/earlier-names.ts';
import { type ForkPlan, planFork } from '../runtime/fork.ts';
import { useDataStore } from './data-store.ts';
import { openStored } from './document-library.ts';
import { isAtWork } from './document-run.ts';
import { useDocumentStore } from './document-store.ts';
import { newRecord } from './new-record.ts';
import { useRunStore } from './run-store.ts';
import { useSettingsStore } from './settings-store.ts';
import { useSideRuns } from './side-runs.ts';
import { useTabsStore } from './tabs-store.ts';
import { runLibrary } from './training-client.ts';

/** What a fork would be, to be shown before it begins. */
export interface PlannedFork extends ForkPlan {
  readonly parent: RunRecord;
  readonly step: number;
  readonly document: Document;
  readonly program: Program;
  /** The document has no steps left at this one: its run would end at once. */
  readonly isAtEnd: boolean;
}

/** Rejects with a sentence where either document has errors, or the checkpoint is gone. */
export async function planRunFork(
  runId: string,
  step: number,
  document: Document,
): Promise<PlannedFork> {
  const parent = await found(runId);
  const checkpoints = await runLibrary.checkpoints(runId);
  if (!checkpoints.some((checkpoint) => checkpoint.step === step))
    throw new Error(
      `"${parent.name}" no longer has a checkpoint of step ${step}. Choose another; the Runs panel lists them.`,
    );
  const before = compiled(parent.document, `The document of "${parent.name}"`);
  const program = compiled(document, 'The graph');
  const plan = planFork(before, program, earlierNames(diffDocuments(parent.document, document)));
  const { length } = program;
  const isAtEnd = length.type === 'steps' && length.steps <= step;
  return { ...plan, parent, step, document, program, isAtEnd };
}

/** Begins a run of `document` with what fits of a checkpoint, in the document's tab where it is on show. Answers its id. */
export async function forkRun(runId: string, step: number, document: Document): Promise<string> {
  return begin(await planRunFork(runId, step, document));
}

/** Goes on from a checkpoint, exactly. Answers the id of the run that does: itself, or a branch of it. */
export async function resumeRun(runId: string, step: number): Promise<string> {
  const run = await found(runId);
  const beside = useSideRuns.getState().runs[runId];
  if (beside && isAtWork(beside.state))
    throw new Error(`"${run.name}" is training in the queue. Pause it there first.`);
  const newest = Math.max(...(await runLibrary.checkpoints(runId)).map((each) => each.step));
  if (step !== newest) return begin(await planRunFork(runId, step, run.document));
  const documentId = await shownFor(run);
  const { run: shown } = useRunStore.getState();
  if (shown?.id !== runId) {
    const program = compiled(run.document, `The document of "${run.name}"`);
    await useRunStore.getState().adopt({ ...run, documentId, end: 'none' }, program);
  }
  useRunStore.getState().resume();
  return runId;
}

async function begin(plan: PlannedFork): Promise<string> {
  const { parent, step, document, program, state, kept, fresh } = plan;
  const { documentId: shown, document: edited } = useDocumentStore.getState();
  const isShown = document === edited;
  const documentId = isShown ? shown : await shownFor({ ...parent, document });
  // The data that is bound now, as for any run of the document; a branch goes on with its own.
  const bound = useDataStore.getState().forProgram(program).stored;
  const bindings = isShown ? bound : { ...bound, ...parent.bindings };
  const id = crypto.randomUUID();
  const losses = lossesOf(program);
  const inherits =
    losses.length > 0 &&
    losses.join('\n') === lossesOf(compiled(parent.document, parent.name)).join('\n');
  const record: RunRecord = {
    ...newRecord({
      ...{ id, document, documentId, bindings },
      name: `${parent.name}, from step ${step}`,
      backend: plan.isExact ? parent.backend : useSettingsStore.getState().backend,
    }),
    step,
    losses: inherits ? parent.losses : [],
    origin: {
      ...{ type: 'fork', runId: parent.id, step },
      kept: kept.map(({ name }) => name),
      fresh: fresh.map(({ name }) => name),
    },
  };
  const fork = { ...state, runId: parent.id, step, inherits };
  await useRunStore.getState().branch(record, program, fork);
  return id;
}

/** The tab of a run's document: open, brought back, or anew with the graph as it was. */
async function shownFor({ id, name, documentId, document }: RunRecord): Promise<string> {
  if (documentId !== undefined && (await openStored(documentId))) return documentId;
  return useTabsStore.getState().open(document, { type: 'copy', of: id, name });
}

async function found(runId: string): Promise<RunRecord> {
  const run = await runLibrary.read(runId);
  if (run && run.deletedAt === null) return run;
  throw new Error('The run is no longer in this browser. The Runs panel lists those that are.');
}

function compiled(document: Document, what: string): Program {
  const { program } = useDocumentStore.getState().compileOther(document);
  if (program) return program;
  throw new Error(`${what} has errors. The Problems panel lists them once it is open.`);
}

const lossesOf = ({ iteration }: Program): readonly string[] =>
  iteration.flatMap(({ phases }) =>
    phases.flatMap(({ forward }) =>
      forward.flatMap((step) => (step.type === 'loss' ? [step.node] : [])),
    ),
  );
