/** A trained run, opened to look at what its networks give: the run folder's document, data and checkpoint. */
import { loadData } from '../../src/cli/train/load-data.ts';
import { readRun } from '../../src/cli/train/run-folder.ts';
import { compile } from '../../src/compiler/compile.ts';
import type { Program, ViewProgram } from '../../src/compiler/program.ts';
import type { Dataset } from '../../src/data/dataset.ts';
import { readDocument } from '../../src/graph/read.ts';
import { decodeCheckpoint } from '../../src/runtime/checkpoint.ts';
import { registerInPlace } from '../../src/runtime/in-place/change.ts';
import type { Samples } from '../../src/runtime/metrics/samples.ts';
import { buildNetwork } from '../../src/runtime/models/network.ts';
import { Stages } from '../../src/runtime/plan/stages.ts';
import { createState } from '../../src/runtime/plan/state.ts';
import { putBack } from '../../src/runtime/plan/state-bytes.ts';
import { Collector } from '../../src/runtime/views/collect.ts';

export interface OpenRun {
  readonly program: Program;
  readonly data: Readonly<Record<string, Dataset>>;
  /** `count` samples of values that the view, named by its node, computes. */
  collect(view: string, values: readonly string[], count: number): Promise<readonly Samples[]>;
  dispose(): void;
}

/** `isUntrained`: as it was before the first step. A backend must have been started. */
export async function openRun(folder: string, isUntrained = false): Promise<OpenRun> {
  const { graph, facts, checkpoint } = await readRun(folder);
  const { document } = readDocument(graph);
  const program = document && compile(document).program;
  if (!program) throw new Error(`"${folder}" holds no document that can be trained.`);
  const data = await loadData(program, facts.data, () => {});
  registerInPlace();
  const networks = new Map(
    program.networks.map((network, ordinal) => [
      network.name,
      buildNetwork(network, ordinal, program.seed),
    ]),
  );
  const state = createState(program, networks);
  const step = isUntrained ? 0 : putBack(decodeCheckpoint(checkpoint.bytes), program, state).step;
  const stages = new Stages(program, networks);
  const collector = new Collector(program, stages, state.averages, data);
  const views = stages.at(step).program.views;
  return {
    program,
    data,
    collect: (node, names, count) => collector.collect(viewOf(views, node, names), count, step),
    dispose() {
      state.dispose();
      for (const network of networks.values()) network.dispose();
    },
  };
}

/** Not a preview, whose columns might be classes: everything that the view computes can be read. */
function viewOf(
  views: readonly ViewProgram[],
  node: string,
  names: readonly string[],
): ViewProgram {
  const view = views.find((candidate) => candidate.node === node);
  if (!view) throw new Error(`the document has no view "${node}"`);
  const { usesAverage } = view.spec;
  return {
    ...view,
    spec: {
      type: 'metric',
      metric: 'none',
      features: { type: 'random' },
      samples: 2,
      every: 1,
      usesAverage,
    },
    values: names.map((value) => ({
      value,
      type: view.values.find((known) => known.value === value)?.type ?? {
        type: 'tensor',
        shape: [],
      },
    })),
  };
}
