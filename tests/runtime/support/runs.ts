/** Trainers on small programs, and their weights as plain numbers. */
import type { Document } from '../../../graph-schemas/document.ts';
import type { Program } from '../../../src/compiler/program.ts';
import { decodeCheckpoint } from '../../../src/runtime/checkpoint.ts';
import { createTrainer } from '../../../src/runtime/trainer.ts';
import type { TrainerLike } from '../../../src/runtime/trainer-types.ts';
import { dataFor } from './preset.ts';

export function open(program: Program): Promise<TrainerLike> {
  return createTrainer({ program, data: dataFor(program) });
}

export async function train(trainer: TrainerLike, steps: number): Promise<void> {
  for (let i = 0; i < steps; i++) await trainer.trainStep();
}

/** Every tensor of the state by name. */
export async function stateOf(trainer: TrainerLike): Promise<Map<string, Float32Array>> {
  const { header, values } = decodeCheckpoint((await trainer.save()).bytes);
  return new Map(header.tensors.map(({ name }, i) => [name, values[i] ?? new Float32Array()]));
}

/** Those of one network, without averages and optimizers. */
export function weightsOf(
  state: ReadonlyMap<string, Float32Array>,
  network: string,
): [string, Float32Array][] {
  return [...state].filter(([name]) => name.startsWith(`${network}/`));
}

/** The document with parameters of some nodes of its objective changed. */
export function withParams(
  document: Document,
  changes: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Document {
  const changed = structuredClone(document);
  for (const [id, params] of Object.entries(changes)) {
    const node = changed.objective.nodes[id];
    if (!node) throw new Error(`the preset has no node ${id}`);
    node.params = { ...node.params, ...(params as NonNullable<typeof node.params>) };
  }
  return changed;
}
