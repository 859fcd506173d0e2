/** A smoke-sized run's state as plain arrays, and as the files that leave. */
import type { Document } from '../../../graph-schemas/document.ts';
import { exportPytorch, titlesOf } from '../../../src/codegen/export-pytorch.ts';
import { encodeSafetensors } from '../../../src/codegen/safetensors.ts';
import { optimizerRows, torchState } from '../../../src/codegen/torch-weights.ts';
import { compile } from '../../../src/compiler/compile.ts';
import type { Program } from '../../../src/compiler/program.ts';
import { type KnownState, stateOfContents } from '../../../src/exchange/known-state.ts';
import { decodeCheckpoint } from '../../../src/runtime/checkpoint.ts';
import { createTrainer } from '../../../src/runtime/trainer.ts';
import type { TrainerLike } from '../../../src/runtime/trainer-types.ts';
import { dataFor, readPreset } from './preset.ts';

export interface Experiment {
  readonly document: Document;
  readonly program: Program;
}

export function experiment(id: string): Experiment {
  const read = readPreset(id);
  const parameters = Object.fromEntries(
    Object.entries(read.parameters).map(([name, parameter]) => [
      name,
      { ...parameter, value: read.profiles?.smoke?.values[name] ?? parameter.value },
    ]),
  );
  const document = { ...read, parameters };
  const { program } = compile(document);
  if (!program) throw new Error(`${id} does not compile`);
  return { document, program };
}

export async function trained(program: Program, steps: number): Promise<TrainerLike> {
  const trainer = await createTrainer({ program, data: dataFor(program) });
  for (let step = 0; step < steps; step++) await trainer.trainStep();
  await trainer.takeLosses();
  return trainer;
}

export const stateOf = async (trainer: TrainerLike): Promise<KnownState> =>
  stateOfContents(decodeCheckpoint((await trainer.save()).bytes));

export function torchFile({ document, program }: Experiment, state: KnownState): Uint8Array {
  const about = { description: '', references: [], weightsStep: state.step };
  const exported = exportPytorch(program, { titles: titlesOf(document), about });
  const { tensors, metadata } = torchState(program, exported, state);
  return encodeSafetensors(tensors, metadata);
}

/** What differs, by name; PyTorch keeps no last losses. */
export function differences(program: Program, found: KnownState, expected: KnownState): string[] {
  return expected.tensors.flatMap(({ name, values }, index) => {
    if (name.startsWith('loss:')) return [];
    const back = found.tensors[index];
    const rows = keptRows(program, name);
    const size = values.length / rows.length;
    const isSame = values.every((value, k) => {
      const isKept = rows[Math.floor(k / size)];
      return !isKept || value === back?.values[k];
    });
    return isSame && back?.name === name ? [] : [name];
  });
}

/** Which rows of a tensor PyTorch keeps: without momentum, our second one is only a place to compute in. */
function keptRows(program: Program, name: string): readonly boolean[] {
  const index = /^step(\d+):/.exec(name)?.[1];
  const phase = program.iteration.flatMap(({ phases }) => phases)[Number(index ?? -1)];
  if (!phase) return [true];
  const kept = new Set(optimizerRows(phase.optimizer).map(([, row]) => row));
  return [kept.has(0), kept.has(1)];
}
