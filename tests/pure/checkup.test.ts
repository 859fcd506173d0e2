/** When a run is looked at, what that costs, and what is told of it. */
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compiler/compile.ts';
import { presets } from '../../src/graph/presets.ts';
import type { Finding } from '../../src/runtime/health/health-types.ts';
import {
  DeviceLostError,
  NotFiniteError,
  type Probe,
  type ProbeKind,
} from '../../src/runtime/trainer-types.ts';
import { Checkup } from '../../src/worker/checkup.ts';

const ring = presets.find(({ id }) => id === 'ring')?.document;
const program = ring && compile(ring).program;
if (!program) throw new Error('The preset ring does not compile.');
const LOSSES = ['realLoss', 'fakeLoss', 'foolLoss'];

interface Costs {
  readonly stepMs: number;
  readonly lookMs?: number;
  readonly spreadMs?: number;
  readonly onLook?: (what: ProbeKind) => void;
}

function setUp({ stepMs, lookMs = 0, spreadMs = 0, onLook }: Costs) {
  const clock = { now: 1000, looks: 0, spreads: 0, besideMs: 0 };
  const told: (readonly Finding[])[] = [];
  const beside = (ms: number) => {
    clock.now += ms;
    clock.besideMs += ms;
  };
  const trainer = {
    losses: LOSSES,
    step: 0,
    async probe(what: ProbeKind): Promise<Probe> {
      onLook?.(what);
      clock.looks += 1;
      beside(lookMs);
      return { what, step: trainer.step, nodes: {}, networks: {} };
    },
    atBound: async () => ({}),
    async spread() {
      clock.spreads += 1;
      beside(spreadMs);
      return [{ node: 'generator', ratio: 0.5, samples: 64 }];
    },
  };
  const checkup = new Checkup(program as NonNullable<typeof program>, {
    now: () => clock.now,
    memory: () => null,
    tell: (findings) => told.push(findings),
  });
  const train = async (steps: number, row: readonly number[] = [0.7, 0.7, 0.7]) => {
    for (let i = 0; i < steps; i++) {
      trainer.step += 1;
      clock.now += stepMs;
      checkup.addRows([{ step: trainer.step, values: row }]);
      await checkup.afterStep(trainer, trainer.step % 10 === 0);
    }
  };
  return { clock, told, checkup, train };
}

describe('looks beside training', () => {
  it('take at most a fiftieth of the time, however much each costs', async () => {
    for (const stepMs of [2, 100, 3000]) {
      const { clock, train } = setUp({ stepMs, lookMs: stepMs * 2, spreadMs: stepMs * 3 });
      await train(3000);
      const { now, looks, spreads, besideMs } = clock;
      expect(looks).toBeGreaterThan(1);
      expect(spreads).toBeGreaterThan(1);
      // The first of each kind compiles, and is not counted.
      expect(besideMs - 5 * stepMs).toBeLessThanOrEqual(0.02 * (now - 1000));
    }
  });

  it('are no more often than a person would notice, though they cost nothing', async () => {
    const { clock, train } = setUp({ stepMs: 10 });
    await train(1500);
    expect(clock.looks).toBe(9);
  });

  it('save nothing up while a run is paused', async () => {
    const { clock, train } = setUp({ stepMs: 100, lookMs: 100 });
    await train(400);
    clock.now += 3_600_000;
    const before = clock.looks;
    await train(400);
    expect(clock.looks - before).toBeLessThanOrEqual(9);
  });

  it('are not made again where they fail, and a lost device is not taken for that', async () => {
    const asked: ProbeKind[] = [];
    const failing = setUp({
      stepMs: 100,
      onLook(what) {
        asked.push(what);
        if (what === 'gradients') throw new Error('internal: no gradient');
      },
    });
    await failing.train(100);
    expect(asked.filter((what) => what === 'gradients')).toHaveLength(1);
    expect(asked.filter((what) => what === 'activations').length).toBeGreaterThan(2);
    const lost = setUp({
      stepMs: 100,
      onLook() {
        throw new DeviceLostError('gone');
      },
    });
    await expect(lost.train(100)).rejects.toThrow(DeviceLostError);
  });
});

describe('what is told', () => {
  it('is told when it changes, and when it is over', async () => {
    const { told, train } = setUp({ stepMs: 1 });
    await train(300, [0.0001, 0.0001, 12]);
    await train(100, [0.0001, 0.0001, 12]);
    expect(told.map((findings) => findings.map(({ code }) => code))).toEqual([
      ['discriminator-wins'],
    ]);
    await train(400);
    expect(told).toHaveLength(2);
    expect(told[1]).toEqual([]);
  });

  it('is what a run stopped for, until it gets past that', async () => {
    const { told, checkup, train } = setUp({ stepMs: 1 });
    await train(5);
    const sight = { type: 'layer', network: 'G', layer: 'hidden/0/dense' } as const;
    checkup.failed(new NotFiniteError('fakeLoss', 7, 'gone', { sight, step: 6 }));
    expect(told.at(-1)).toMatchObject([
      { code: 'not-finite', place: { graph: 'networks.G', node: 'hidden' }, since: 6 },
    ]);
    await train(3);
    expect(told).toHaveLength(1);
    await train(1);
    expect(told.at(-1)).toEqual([]);
  });
});
