/** What a run has learned leaves with its PyTorch program: from the same noise, the same samples. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { exportPytorch, titlesOf } from '../../src/codegen/export-pytorch.ts';
import type { NetworkProgram, Program } from '../../src/compiler/program.ts';
import { type KnownState, stateOfContents, weightsOf } from '../../src/exchange/known-state.ts';
import { pytorchFiles } from '../../src/exchange/pytorch-files.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { decodeCheckpoint } from '../../src/runtime/checkpoint.ts';
import { change, registerInPlace } from '../../src/runtime/in-place/change.ts';
import { buildNetwork } from '../../src/runtime/models/network.ts';
import { createTrainer } from '../../src/runtime/trainer.ts';
import { presetProgram, readPreset } from '../runtime/support/preset.ts';
import { pythonWithTorch } from './program/python.ts';
import { syntheticData } from './program/synthetic-data.ts';

const STEPS = 3;
const COUNT = 5;
const python = pythonWithTorch();
const script = fileURLToPath(new URL('./program/sample.py', import.meta.url));
const Found = z.array(z.array(z.array(z.number())));

interface Input {
  readonly shape: readonly number[];
  readonly values: readonly number[];
  readonly isLabel: boolean;
}

interface Case {
  readonly network: string;
  readonly average: boolean;
  readonly inputs: readonly Input[];
}

describe.skipIf(python === null)(
  `the exported program of a run${python === null ? ' (skipped: no python3 with torch, numpy and Pillow is installed here)' : ''}`,
  () => {
    const root = mkdtempSync(join(tmpdir(), 'ganvas-samples-'));
    beforeAll(async () => {
      await startBackend('wasm');
      registerInPlace();
    });
    afterAll(() => rmSync(root, { recursive: true, force: true }));

    it.each([
      ['ring', 'a moving average'],
      ['dcgan', 'batch normalisation'],
      ['acgan', 'classes'],
      ['cyclegan', 'two generators of images'],
      ['stylegan', 'a mapping network'],
    ])('%s gives the samples that the run gives, with %s', async (id) => {
      const program = presetProgram(id);
      const state = await trained(program);
      const folder = join(root, id);
      mkdirSync(folder);
      for (const { path, content } of pytorchFiles(readPreset(id), program, state))
        writeFileSync(join(folder, path), content);

      const cases = program.networks
        // Noise that layers draw is each library's own.
        .filter(({ layers }) => !layers.some(({ kind }) => kind === 'noise-injection'))
        .flatMap((network) =>
          [false, true].map(
            (average): Case => ({
              ...{ network: network.name, average, inputs: inputsOf(network) },
            }),
          ),
        );
      const { names } = exportPytorch(program, {
        titles: titlesOf(readPreset(id)),
        about: { description: '', references: [], weightsStep: null },
      }).training;
      const asked = cases.map((each) => ({
        ...each,
        network: names.networks.get(each.network)?.variable,
      }));
      const { status, stdout, stderr } = spawnSync(python ?? '', [script, folder], {
        ...{ encoding: 'utf8', input: JSON.stringify(asked), maxBuffer: 2 ** 28 },
        env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
      });
      expect(status, stderr).toBe(0);
      const found = Found.parse(JSON.parse(stdout));
      expect(found).toHaveLength(cases.length);
      for (const [index, each] of cases.entries()) {
        const expected = await samplesOf(program, state, each);
        const told = `${each.network}${each.average ? ', averaged' : ''}`;
        expect(
          found[index]?.map(({ length }) => length),
          told,
        ).toEqual(expected.map(({ length }) => length));
        for (const [k, numbers] of expected.entries()) {
          const scale = Math.max(...numbers.map(Math.abs));
          const others = found[index]?.[k] ?? [];
          const errors = numbers.map((value, i) => Math.abs(value - (others[i] ?? Number.NaN)));
          expect(Math.max(...errors) / scale, told).toBeLessThan(1e-4);
        }
      }
    });
  },
);

async function trained(program: Program): Promise<KnownState> {
  const trainer = await createTrainer({ program, data: syntheticData(program) });
  for (let step = 0; step < STEPS; step++) await trainer.trainStep();
  const { bytes } = await trainer.save();
  trainer.dispose();
  return stateOfContents(decodeCheckpoint(bytes));
}

function inputsOf({ inputs }: NetworkProgram): readonly Input[] {
  return inputs.map(({ type }, index) => {
    if (type.type === 'label') {
      const values = Array.from({ length: COUNT }, (_, k) => k % type.classes);
      return { values, shape: [COUNT], isLabel: true };
    }
    const shape = [COUNT, ...(type.type === 'tensor' ? type.shape : [])];
    const size = shape.reduce((a, b) => a * b, 1);
    const values = Array.from({ length: size }, (_, k) => Math.sin(k * 12.9898 + index));
    return { values, shape, isLabel: false };
  });
}

/** As the page shows them: nothing is learned or remembered of these. */
async function samplesOf(
  program: Program,
  state: KnownState,
  { network: name, average, inputs }: Case,
): Promise<readonly (readonly number[])[]> {
  const ordinal = program.networks.findIndex((each) => each.name === name);
  const described = program.networks[ordinal];
  if (!described) throw new Error(`there is no network ${name}`);
  const network = buildNetwork(described, ordinal, program.seed);
  const weights = weightsOf(state, average);
  for (const { name: weight, variable } of network.weights) {
    const values = tf.tensor(weights.get(`${name}/${weight}`) ?? [], variable.shape);
    change(variable, 'copy', [values]);
  }
  const given = inputs.map(({ values, shape, isLabel }) =>
    tf.tensor([...values], [...shape], isLabel ? 'int32' : 'float32'),
  );
  const still = { seed: 0, step: 0, iteration: 0, stream: 0, repeat: 0, updatesStatistics: false };
  const outputs = network.run(given, still, false);
  const numbers = await Promise.all(outputs.map(async (output) => [...(await output.data())]));
  network.dispose();
  return numbers;
}
