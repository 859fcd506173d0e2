/** Trains a program in tf.js and leaves in a folder what PyTorch needs to do the same: source, weights, numbers, losses. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Document } from '../../../graph-schemas/document.ts';
import {
  exportPytorch,
  type PytorchExport,
  titlesOf,
} from '../../../src/codegen/export-pytorch.ts';
import { encodeSafetensors } from '../../../src/codegen/safetensors.ts';
import { type RunState, torchState } from '../../../src/codegen/torch-weights.ts';
import { compile } from '../../../src/compiler/compile.ts';
import type { Program } from '../../../src/compiler/program.ts';
import { decodeCheckpoint, encodeCheckpoint } from '../../../src/runtime/checkpoint.ts';
import { createTrainer } from '../../../src/runtime/trainer.ts';
import type { TrainerLike } from '../../../src/runtime/trainer-types.ts';

import type { Recorded, Recorder } from './recorder.ts';
import { syntheticData } from './synthetic-data.ts';

export function smokeProgram(document: Document): Program {
  const { program, problems } = compile(document, {
    values: { ...document.profiles?.smoke?.values },
  });
  if (!program) throw new Error(problems.map(({ message }) => message).join('\n'));
  // The exported program always computes the whole; branches that a schedule shuts off count nothing there.
  return { ...program, stages: [] };
}

export function writeProgram(program: Program, document: Document, folder: string): PytorchExport {
  const about = { description: document.description ?? '', references: [], weightsStep: null };
  const exported = exportPytorch(program, { titles: titlesOf(document), about });
  mkdirSync(folder, { recursive: true });
  for (const { path, text } of exported.files) writeFileSync(join(folder, path), text);
  return exported;
}

export async function recordRun(
  program: Program,
  exported: PytorchExport,
  recorder: Recorder,
  steps: number,
  folder: string,
): Promise<void> {
  const trainer = await createTrainer({ program, data: syntheticData(program) });
  try {
    const write = async (name: string) => {
      const { tensors, metadata } = torchState(program, exported, await stateOf(trainer));
      writeFileSync(join(folder, name), encodeSafetensors(tensors, metadata));
    };
    await stir(trainer);
    await write('weights.safetensors');
    recorder.isOn = true;
    for (let step = 0; step < steps; step++) await trainer.trainStep();
    recorder.isOn = false;
    const rows = await trainer.takeLosses();
    await write('expected.safetensors');
    const numbers: Float32Array[] = [];
    let offset = 0;
    const place = ({ shape, values }: Recorded) => {
      const entry = { shape, offset };
      numbers.push(Float32Array.from(values));
      offset += values.length;
      return entry;
    };
    const index = {
      draws: recorder.takeDraws().map((draw) => ({ kind: draw.kind, ...place(draw) })),
      batches: Object.fromEntries(
        Object.entries(recorder.batches).map(([node, batches]) => [
          node,
          batches.map((parts) => parts.map(place)),
        ]),
      ),
      labels: Object.fromEntries(
        program.sources.map(({ node, outputs }) => [
          node,
          outputs.map(({ type }) => type.type === 'label'),
        ]),
      ),
      losses: rows.map(({ values }) =>
        Object.fromEntries(trainer.losses.map((name, k) => [name, values[k]])),
      ),
    };
    writeFileSync(join(folder, 'recording.json'), JSON.stringify(index));
    const all = Buffer.concat(numbers.map((part) => Buffer.from(part.buffer)));
    writeFileSync(join(folder, 'recording.bin'), all);
  } finally {
    recorder.isOn = false;
    trainer.dispose();
  }
}

/**
 * A learned constant of ones, under noise of strength zero, is normalized before anything tells its elements apart:
 * rounding divided by rounding. Such weights begin elsewhere, so that there is something to compare.
 */
async function stir(trainer: TrainerLike): Promise<void> {
  const stirred = new Set(
    trainer.program.networks.flatMap(({ name, layers }) =>
      layers
        .filter(({ kind }) => kind === 'learned-constant' || kind === 'noise-injection')
        .flatMap(({ id, weights }) => weights.map((weight) => `${name}/${id}/${weight.name}`)),
    ),
  );
  const checkpoint = await trainer.save();
  const { header, values } = decodeCheckpoint(checkpoint.bytes);
  const changed = values.map((all, index) => {
    const name = (header.tensors[index]?.name ?? '').replace(/^average:/, '');
    if (!stirred.has(name)) return all;
    return all.map((value, k) => value + 0.1 * Math.sin(12.9898 * (k + 1) + 78.233 * name.length));
  });
  await trainer.restore({ ...checkpoint, bytes: encodeCheckpoint({ header, values: changed }) });
}

async function stateOf(trainer: TrainerLike): Promise<RunState> {
  const { header, values } = decodeCheckpoint((await trainer.save()).bytes);
  const { step, updates, pools } = header;
  const tensors = header.tensors.map(({ name, shape }, index) => ({
    name,
    shape,
    values: values[index] ?? new Float32Array(),
  }));
  return { step, updates, filled: pools, tensors };
}
