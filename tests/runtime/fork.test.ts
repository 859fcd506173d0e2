/** Going on from any checkpoint, in a run of its own: exactly where the graph is the same, with what fits where it is not. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import type { Program } from '../../src/compiler/program.ts';
import { diffDocuments } from '../../src/graph/diff/diff-documents.ts';
import { earlierNames } from '../../src/graph/diff/earlier-names.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { decodeCheckpoint } from '../../src/runtime/checkpoint.ts';
import { planFork } from '../../src/runtime/fork.ts';
import { presetProgram, programOf, readPreset } from './support/preset.ts';
import { open, stateOf, train, withParams } from './support/runs.ts';

beforeAll(async () => {
  await startBackend('wasm');
});

const ring = readPreset('ring');

/** Both as their smoke profile has them. */
function forkOf(before: Document, after: Document) {
  const programs = [programOf(before, 'smoke'), programOf(after, 'smoke')] as const;
  const plan = planFork(...programs, earlierNames(diffDocuments(before, after)));
  return { before: programs[0], after: programs[1], plan };
}

const sameNames = { node: (id: string) => id, network: (id: string) => id, layer: () => null };

async function checkpointOf(program: Program, steps: number) {
  const trainer = await open(program);
  await train(trainer, steps);
  const checkpoint = await trainer.save();
  trainer.dispose();
  return checkpoint;
}

const renamed = (document: Document, network: string, from: string, to: string): Document => {
  const text = (ref: string) => (ref.startsWith(`${from}.`) ? ref.replace(from, to) : ref);
  const graph = document.networks[network];
  if (!graph) throw new Error(`no network ${network}`);
  const nodes = Object.fromEntries(
    Object.entries(graph.nodes).map(([id, node]) => [id === from ? to : id, node]),
  );
  const edges = graph.edges.map((edge) => ({
    ...edge,
    from: text(edge.from),
    to: text(edge.to),
  }));
  return { ...document, networks: { ...document.networks, [network]: { ...graph, nodes, edges } } };
};

describe('a branch from an older checkpoint', () => {
  it.each([
    ['ring', 3],
    ['gan-mlp', 3],
    ['dcgan', 3],
    // The one with history buffers, and slow.
    ['cyclegan', 1],
  ] as const)(
    'of %s goes on with equal losses and, bit for bit, an equal state',
    async (preset, steps) => {
      const program = presetProgram(preset);
      const whole = await open(program);
      await train(whole, 2);
      const older = await whole.save();
      await train(whole, steps);
      const rows = (await whole.takeLosses()).slice(2);
      const state = await stateOf(whole);
      whole.dispose();

      const plan = planFork(program, program, sameNames);
      expect(plan.isExact).toBe(true);
      expect(plan.fresh).toEqual([]);
      const { header } = decodeCheckpoint(older.bytes);
      const named = Object.fromEntries(header.tensors.map(({ name }) => [name, name]));
      expect(plan.state.tensors).toEqual(named);
      const branch = await open(program);
      await train(branch, 1);
      await branch.adopt(older, plan.state);
      expect(branch.step).toBe(2);
      await train(branch, steps);
      expect(await branch.takeLosses()).toEqual(rows);
      expect(await stateOf(branch)).toEqual(state);
      branch.dispose();
    },
  );
});

describe('a fork with a changed graph', () => {
  it('keeps what fits, under its new name too, and takes the rest from the seed', async () => {
    const wider = renamed(ring, 'G', 'point', 'where');
    const changed: Document = {
      ...wider,
      networks: {
        ...wider.networks,
        D: {
          ...wider.networks.D,
          nodes: {
            ...wider.networks.D?.nodes,
            hidden: {
              ...wider.networks.D?.nodes.hidden,
              params: { block: 'Sharp', arguments: { units: 'hidden + 2' }, repeat: 'layers' },
            },
          },
        } as NonNullable<Document['networks'][string]>,
      },
    };
    const { before, after, plan } = forkOf(ring, changed);
    expect(plan.isExact).toBe(false);
    expect(plan.kept).toContainEqual({ name: 'G/where/kernel', from: 'G/point/kernel' });
    expect(plan.kept.every(({ name }) => name.startsWith('G/'))).toBe(true);
    expect(plan.fresh.every(({ name }) => name.startsWith('D/'))).toBe(true);
    const bias = plan.fresh.find(({ name }) => name === 'D/logit/bias');
    expect(bias).toEqual({ name: 'D/logit/bias', before: [1], after: [1] });

    const checkpoint = await checkpointOf(before, 3);
    const old = decodeCheckpoint(checkpoint.bytes);
    const savedOf = (name: string) =>
      old.values[old.header.tensors.findIndex((tensor) => tensor.name === name)];
    const fresh = await open(after);
    const seeded = await stateOf(fresh);
    await fresh.adopt(checkpoint, plan.state);
    const state = await stateOf(fresh);
    for (const { name, from } of plan.kept) expect(state.get(name)).toEqual(savedOf(from));
    for (const { name } of plan.fresh) expect(state.get(name)).toEqual(seeded.get(name));
    const moments = state.get('step1:G/where/kernel');
    expect(moments).toEqual(savedOf('step1:G/point/kernel'));
    expect(moments?.some((value) => value !== 0)).toBe(true);
    expect(state.get('average:G/where/kernel')).toEqual(savedOf('average:G/point/kernel'));
    expect(fresh.step).toBe(3);
    await train(fresh, 2);
    expect((await fresh.takeLosses()).flatMap(({ values }) => values).every(Number.isFinite)).toBe(
      true,
    );
    fresh.dispose();
  });

  it('gives no layer to another kind, and no weights twice', () => {
    const dropped = {
      ...ring,
      networks: { ...ring.networks, E: ring.networks.G as NonNullable<typeof ring.networks.G> },
    };
    const withE = withParams(dropped, { generator: { network: 'E' }, trainG: { trains: ['E'] } });
    const { plan } = forkOf(ring, withE);
    const taken = plan.kept.map(({ from }) => from);
    expect(new Set(taken).size).toBe(taken.length);
  });

  it('begins optimizers of another kind anew, and keeps those of the same with other rates', async () => {
    const changed = withParams(ring, {
      trainD: {
        optimizer: { type: 'sgd', momentum: 0.9, isNesterov: false, weightDecay: 0 },
      },
      trainG: { learningRate: { type: 'constant', value: 0.00001 } },
    });
    const { before, after, plan } = forkOf(ring, changed);
    expect(plan.fresh).toEqual([]);
    expect(plan.freshSteps).toEqual(['trainD']);
    expect(plan.isExact).toBe(false);
    expect(plan.state.phases).toEqual([null, 1]);
    const checkpoint = await checkpointOf(before, 2);
    const fork = await open(after);
    await fork.adopt(checkpoint, plan.state);
    const { header } = decodeCheckpoint((await fork.save()).bytes);
    expect(header.updates).toEqual([0, 2]);
    const state = await stateOf(fork);
    const ofD = [...state].filter(([name]) => name.startsWith('step0:D/'));
    expect(ofD.length).toBeGreaterThan(0);
    for (const [, values] of ofD) expect(values.every((value) => value === 0)).toBe(true);
    fork.dispose();
  });

  it('begins an average that was not there at the kept weights', async () => {
    const without = withParams(ring, { trainG: { averageDecay: null } });
    const { before, after, plan } = forkOf(without, ring);
    const checkpoint = await checkpointOf(before, 2);
    const fork = await open(after);
    await fork.adopt(checkpoint, plan.state);
    const state = await stateOf(fork);
    expect(state.get('average:G/point/kernel')).toEqual(state.get('G/point/kernel'));
    fork.dispose();
  });

  it('refuses a checkpoint that lacks what it is to go on from, and is left as it was', async () => {
    const { after, plan } = forkOf(ring, ring);
    const other = await checkpointOf(presetProgram('ring', 'smoke', { hidden: 8 }), 1);
    const fork = await open(after);
    const before = await stateOf(fork);
    await expect(fork.adopt(other, plan.state)).rejects.toThrow(/belongs to other networks/);
    expect(await stateOf(fork)).toEqual(before);
    fork.dispose();
  });
});

describe('runs that are trained step by step beside each other', () => {
  it('are equal to each other and to the same run alone, sheets and metrics between', async () => {
    const program = presetProgram('ring');
    const alone = await open(program);
    await train(alone, 6);
    const rows = await alone.takeLosses();
    const state = await stateOf(alone);
    alone.dispose();
    const both = [await open(program), await open(program)];
    const other = await open(presetProgram('ring', 'smoke', { hidden: 12 }));
    for (let step = 0; step < 6; step++) {
      for (const trainer of [...both, other]) await trainer.trainStep();
      if (step === 2) await both[0]?.view('all');
      if (step === 3) await other.probe('gradients');
    }
    for (const trainer of both) {
      expect(await trainer.takeLosses()).toEqual(rows);
      expect(await stateOf(trainer)).toEqual(state);
    }
    for (const trainer of [...both, other]) trainer.dispose();
  });
});
