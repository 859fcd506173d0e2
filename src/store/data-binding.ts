/** What a node is bound to, as it is stored, and as runs take it. */
import type { StoredBinding } from '../../graph-schemas/run-record.ts';
import type { Program } from '../compiler/program.ts';
import type { Dataset } from '../data/dataset.ts';
import { hashOfText, identityOf } from '../data/identity.ts';
import type { Binding } from '../worker/protocol.ts';
import type { BoundDataset } from '../worker/storage-types.ts';
import { misfit } from './data-fit.ts';
import type { DataBinding, DocumentData, RunData } from './data-store-types.ts';

export type FilesBinding = Extract<DataBinding, { type: 'files' }>;

export const storedRecord = ({
  datasetId,
  name,
  fileNames,
}: FilesBinding): BoundDataset['binding'] => ({
  ...{ type: 'stored', datasetId, name },
  fileNames: [...fileNames],
});

export const recordOf = (binding: DataBinding): StoredBinding =>
  binding.type === 'builtin' ? binding : storedRecord(binding);

type Bindings = DocumentData['bindings'];

/** The data for a program's dataset nodes. */
export function dataForProgram(bindings: Bindings, program: Program): RunData {
  const live: Record<string, Binding> = {};
  const stored: Record<string, StoredBinding> = {};
  for (const { node, feed } of program.sources) {
    if (!feed) continue;
    const binding = bindings[node];
    if (binding?.type === 'files' && misfit(binding.dataset, feed) === null) {
      live[node] = { type: 'dataset', dataset: binding.dataset };
      stored[node] = recordOf(binding);
    } else {
      const name = binding?.type === 'builtin' ? binding.name : feed.builtin;
      live[node] = { type: 'builtin', name };
      stored[node] = { type: 'builtin', name };
    }
  }
  return { live, stored };
}

/** The data of a stored run, out of what is bound or out of storage. Rejects with a sentence where it is gone. */
export async function dataOfRun(
  bindings: Bindings,
  stored: RunData['stored'],
  load: (datasetId: string) => Promise<Dataset | null>,
): Promise<RunData> {
  const live: Record<string, Binding> = {};
  for (const [node, binding] of Object.entries(stored)) {
    if (binding.type === 'builtin') {
      live[node] = binding;
      continue;
    }
    const bound = bindings[node];
    const isBound = bound?.type === 'files' && bound.datasetId === binding.datasetId;
    const found = isBound ? bound.dataset : await load(binding.datasetId);
    const dataset = found ?? equalData(bound, binding.hash);
    if (!dataset) {
      const files = binding.fileNames.join(', ');
      throw new Error(
        binding.hash === undefined
          ? `Could not go on with the run: its data "${binding.name}" is no longer in this browser. Drop ${files} again and start a new run.`
          : `Could not go on with the run: its data "${binding.name}" did not come with it, and "${node}" has other data. Drop ${files} on "${node}" and press Resume; with other data, start a new run.`,
      );
    }
    live[node] = { type: 'dataset', dataset };
  }
  return { live, stored };
}

/** What the node reads now, where it is what the run was trained on to the last byte. */
function equalData(bound: DataBinding | undefined, hash: string | undefined): Dataset | null {
  if (hash === undefined || bound?.type !== 'files') return null;
  return hashOfText(identityOf(bound.dataset)) === hash ? bound.dataset : null;
}
