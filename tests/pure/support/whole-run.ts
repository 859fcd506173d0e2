/** A run of `ring` as archives and cards take it: real weights of its seed, made-up history. */
import type { RunRecord } from '../../../graph-schemas/run-record.ts';
import { plainRun } from '../../../graph-schemas/run-record.ts';
import { compile } from '../../../src/compiler/compile.ts';
import type { Program } from '../../../src/compiler/program.ts';
import { encodePng } from '../../../src/data/png.ts';
import { checkpointOf, firstState } from '../../../src/exchange/known-state.ts';
import { ARCHIVE_ENDING, type WholeRun } from '../../../src/exchange/run-archive.ts';
import { presets } from '../../../src/graph/presets.ts';

const found = presets.find(({ id }) => id === 'ring');
if (!found) throw new Error('no preset ring');
export const ring = found.document;

export function ringProgram(): Program {
  const { program } = compile(ring);
  if (!program) throw new Error('ring does not compile');
  return program;
}

export const FILE_NAME = `ring${ARCHIVE_ENDING}`;

export const ringRecord: RunRecord = {
  ...plainRun,
  id: 'run-1',
  name: 'Ring',
  documentId: 'document-1',
  document: ring,
  bindings: { data: { type: 'builtin', name: 'ring' } },
  backend: 'wasm',
  step: 200,
  totalSteps: 5_000,
  losses: ['generator-loss', 'real-loss'],
  end: 'none',
  notes: 'Second try.',
  tags: ['baseline'],
  data: { data: { name: 'ring', count: 8_192, hash: 'abc' } },
  ranOn: [{ fromStep: 0, backend: 'wasm', device: 'SIMD', versions: { ganvas: '0.1.0' } }],
  trainedMs: 61_000,
  createdAt: Date.UTC(2026, 10, 1),
  updatedAt: Date.UTC(2026, 10, 2),
};

const SHEET = encodePng(
  2,
  2,
  3,
  Uint8Array.from({ length: 12 }, (_, i) => i * 20),
);

/** Checkpoints of steps 100 and 200, 200 rows of losses, a sheet, points, two measurements. */
export function ringRun(changes: Partial<RunRecord> = {}): WholeRun {
  const program = ringProgram();
  const first = firstState(program);
  const saved = [100, 200].map((step) =>
    checkpointOf(program, {
      ...first,
      step,
      tensors: first.tensors.map((tensor) => ({
        ...tensor,
        values: tensor.values.map((value) => value * step),
      })),
    }),
  );
  const steps = Float64Array.from({ length: 200 }, (_, i) => i);
  const column = (k: number) => Float32Array.from(steps, (step) => Math.sin(step * k) * 1e-3);
  return {
    record: { ...ringRecord, ...changes },
    losses: {
      ...{ names: ringRecord.losses, steps, values: [column(1), column(2)] },
      taken: { ms: column(3), images: new Float32Array(steps.length).fill(Number.NaN) },
    },
    metrics: [
      {
        view: 'modes',
        title: 'Modes',
        step: 100,
        values: { covered: 3, share: 0.5 },
        samples: 500,
      },
      { view: 'modes', title: 'Modes', step: 200, values: { covered: 8, share: Number.NaN } },
    ],
    samples: [
      { view: 'scatter', step: 0 },
      { view: 'sheet', step: 200 },
    ],
    checkpoints: saved.map(({ step, bytes }) => ({ step, bytes: bytes.length })),
    sample: async ({ view, step }) =>
      view === 'sheet'
        ? { view, step, title: 'Sheet', type: 'sheet', png: new Blob([SHEET]) }
        : {
            ...{ view, step, title: 'Points', type: 'points', range: 2 },
            ...{ real: new Float32Array([1, 2, 3, 4]), generated: new Float32Array([-1, 0.1]) },
          },
    checkpoint: async (step) => saved.find((each) => each.step === step) ?? null,
  };
}
