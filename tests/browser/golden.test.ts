/**
 * Every kind on WebGPU in a built page. First order: PyTorch's golden values, as near as on the other backends. Second
 * order: the gradients of gradient penalties against those of `cpu`, which finite differences check in
 * tests/runtime/second-order.test.ts, operations.test.ts and penalties.test.ts on the same functions.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../../src/nodes/catalog.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import {
  goldenCases,
  goldenOperations,
  goldenOptimizers,
  goldenPenalties,
} from '../parity/support/golden.ts';
import { expectNear } from '../parity/support/near.ts';
import { imagePenalties } from '../runtime/support/image-networks.ts';
import { differentiable } from '../runtime/support/layer-value.ts';
import { expectClose } from './golden/close.ts';
import { expectedOf } from './golden/expected.ts';
import type { Found } from './golden/found.ts';
import type { Answer, Request } from './golden/golden.worker.ts';
import { runTask, type Task } from './golden/tasks.ts';
import { openWorkerPage, type WorkerPage } from './support/worker-page.ts';

let opened: WorkerPage;

beforeAll(async () => {
  opened = await openWorkerPage('golden');
  await startBackend('cpu');
});

afterAll(() => opened?.close());

const computing = [...catalog.values()].filter(
  (definition) =>
    definition.family === 'layer' || (definition.family === 'loss' && !definition.network),
);

/** Whose kernels have a second way of computing. */
const TILED = [
  'dense',
  'conv2d',
  'conv2d-transpose',
  'modulated-conv2d',
  'self-attention',
  'batch-norm',
  'group-norm',
  'instance-norm',
  'softmax',
];

describe('on WebGPU', () => {
  it.each(computing.map(({ kind }) => kind))('%s computes what PyTorch computes', async (kind) => {
    const cases = goldenCases(kind);
    const found = await compute(cases.map((golden) => ({ type: 'case', kind, golden })));
    for (const [i, golden] of cases.entries()) {
      agree(`${kind}, ${golden.name}`, found[i], expectedOf(golden));
    }
  });

  it.each(kindsOf(goldenOperations()))('%s computes what PyTorch computes', async (kind) => {
    const cases = goldenOperations().filter((golden) => golden.kind === kind);
    const found = await compute(cases.map((golden) => ({ type: 'operation', golden })));
    for (const [i, golden] of cases.entries()) {
      agree(golden.name, found[i], expectedOf(golden));
    }
  });

  it.each(kindsOf(goldenPenalties()))('%s computes what PyTorch computes', async (kind) => {
    const cases = goldenPenalties().filter((golden) => golden.kind === kind);
    const found = await compute(cases.map((golden) => ({ type: 'penalty', golden })));
    for (const [i, golden] of cases.entries()) {
      agree(golden.name, found[i], expectedOf(golden));
    }
  });

  it('optimizers move weights as PyTorch does', async () => {
    const cases = goldenOptimizers();
    const found = await compute(cases.map((golden) => ({ type: 'optimizer', golden })));
    for (const [i, golden] of cases.entries()) {
      agree(golden.name, found[i], expectedOf(golden));
    }
  });
});

describe('second-order gradients on WebGPU', () => {
  it.each(differentiable.map(({ kind }) => kind))('of %s are those of cpu', async (kind) => {
    const cases = goldenCases(kind).filter(({ isTraining }) => isTraining);
    expect(cases.length).toBeGreaterThan(0);
    await compareWithCpu(cases.map((golden) => ({ type: 'second order', kind, golden })));
  });

  it.each(kindsOf(goldenOperations()))('of %s are those of cpu', async (kind) => {
    const cases = goldenOperations().filter((golden) => golden.kind === kind);
    await compareWithCpu(cases.map((golden) => ({ type: 'second order of an operation', golden })));
  });

  it.each(imagePenalties.map(({ golden }) => golden.name))(
    'of %s are those of cpu',
    async (name) => {
      await compareWithCpu([{ type: 'image penalty', name }]);
    },
  );
});

describe('with tiles, as GPUs compute large products', () => {
  it.each(TILED)('%s computes what PyTorch computes, and cpu to second order', async (kind) => {
    const cases = goldenCases(kind);
    const found = await compute(
      cases.map((golden) => ({ type: 'case', kind, golden })),
      'always',
    );
    for (const [i, golden] of cases.entries()) {
      agree(`${kind}, ${golden.name}`, found[i], expectedOf(golden));
    }
    const training = cases.filter(({ isTraining }) => isTraining);
    await compareWithCpu(
      training.map((golden) => ({ type: 'second order', kind, golden })),
      'always',
    );
  });
});

async function compute(
  tasks: readonly Task[],
  tiles: Request['tiles'] = 'never',
): Promise<readonly (Found | string)[]> {
  const request: Request = { tasks, tiles };
  const answer: Answer = await opened.page.evaluate(
    (json) => window.compute(json),
    JSON.stringify(request),
  );
  expect(answer.error).toBeUndefined();
  expect(answer.refusals).toEqual([]);
  expect(answer.device).toMatch(/swiftshader.*software/i);
  expect(answer.leaked, 'tensors left behind').toBe(0);
  return answer.results ?? [];
}

async function compareWithCpu(tasks: readonly Task[], tiles?: Request['tiles']): Promise<void> {
  const found = await compute(tasks, tiles);
  for (const [i, task] of tasks.entries()) {
    const name = 'golden' in task ? task.golden.name : task.name;
    agree(name, found[i], await runTask(task), expectClose);
  }
}

function agree(
  name: string,
  found: Found | string | undefined,
  expected: Found,
  near = expectNear,
) {
  expect(found, name).toBeTypeOf('object');
  const values = found as Found;
  expect(Object.keys(values).sort(), name).toEqual(Object.keys(expected).sort());
  for (const [what, value] of Object.entries(expected)) {
    if (value === null) expect(values[what], `${name}: ${what}`).toBeNull();
    else near(`${name}: ${what}`, values[what], value);
  }
}

function kindsOf(cases: readonly { readonly kind: string }[]): string[] {
  return [...new Set(cases.map(({ kind }) => kind))];
}
