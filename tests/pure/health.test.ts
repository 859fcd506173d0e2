/** Rules of a run's health: each is provoked by made-up observations, and silent on sound ones. */
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compiler/compile.ts';
import type { Program } from '../../src/compiler/program.ts';
import { presets } from '../../src/graph/presets.ts';
import { Doctor } from '../../src/runtime/health/doctor.ts';
import { findingOf } from '../../src/runtime/health/finding-text.ts';
import type { Observation, Sign } from '../../src/runtime/health/health-types.ts';
import { swingOf } from '../../src/runtime/health/oscillation.ts';
import { sightText } from '../../src/runtime/plan/not-finite.ts';
import type { LayerProbe, Probe, Sight } from '../../src/runtime/trainer-types.ts';
import { say } from '../../src/ui/texts/zh/say.ts';

function programOf(id: string): Program {
  const document = presets.find((preset) => preset.id === id)?.document;
  const program = document && compile(document).program;
  if (!program) throw new Error(`The preset ${id} does not compile.`);
  return program;
}

/** In the order of the rows of `dcgan`. */
const LOSSES = ['realLoss', 'fakeLoss', 'foolLoss'];
const dcgan = programOf('dcgan');

/** A fixed sequence that looks random, −1 to 1. */
const noise = (i: number) => ((((i * 7919 + 13) * 104_729) % 10_007) / 10_007) * 2 - 1;

function seen(
  doctor: Doctor,
  steps: number,
  row: (step: number) => readonly number[],
  more: Partial<Observation> = {},
) {
  let findings = doctor.observe({ step: 0, rows: [] });
  for (let step = 10; step <= steps; step += 10) {
    const rows = Array.from({ length: 10 }, (_, i) => ({
      step: step - 9 + i,
      values: row(step - 9 + i),
    }));
    findings = doctor.observe({ step, rows, ...more });
  }
  return findings;
}

const codes = (findings: readonly { readonly code: string }[]) => findings.map(({ code }) => code);
const sound = (step: number) => [
  0.5 + 0.2 * noise(step),
  0.6 + 0.2 * noise(step + 5),
  1.2 + 0.4 * noise(step + 9),
];

describe('the balance of the game', () => {
  it('is sound where losses are near chance, or the discriminator leads', () => {
    expect(seen(new Doctor(dcgan, LOSSES), 1000, sound)).toEqual([]);
    expect(seen(new Doctor(dcgan, LOSSES), 1000, () => [0.05, 0.06, 4])).toEqual([]);
  });

  it('is lost to the discriminator where its losses are nothing and the generator is hopeless', () => {
    const [finding] = seen(new Doctor(dcgan, LOSSES), 600, (step) =>
      step < 300 ? sound(step) : [0.001, 0.002, 9],
    );
    expect(finding).toMatchObject({
      code: 'discriminator-wins',
      place: { graph: 'objective', node: 'realLoss' },
      numbers: { answer: 9 },
    });
    // The median of 200 steps turns when half of them are bad.
    expect(finding?.since).toBe(400);
  });

  it('is lost to the generator where the discriminator does worse than a coin', () => {
    expect(codes(seen(new Doctor(dcgan, LOSSES), 400, () => [1.2, 1.1, 0.3]))).toEqual([
      'discriminator-loses',
    ]);
  });

  it('is not lost while a discriminator that began worse than a coin still learns', () => {
    const learning = (step: number) => [0.8, 0.7 + 3 * Math.exp(-step / 500), 0.1];
    expect(seen(new Doctor(dcgan, LOSSES), 400, learning)).toEqual([]);
    const stuck = (step: number) => [0.8, 1.8 + 1.2 * Math.exp(-step / 60), 0.1];
    expect(codes(seen(new Doctor(dcgan, LOSSES), 400, stuck))).toEqual(['discriminator-loses']);
  });

  it('is judged for a critic by the sign of its distance', () => {
    const wgan = programOf('wgan');
    const names = wgan.iteration.flatMap(({ phases }) =>
      phases.flatMap(({ forward }) => forward.flatMap((s) => (s.type === 'loss' ? [s.node] : []))),
    );
    const real = names.findIndex((name) => /real/i.test(name));
    const rows = (distance: number) => () => names.map((_, i) => (i === real ? -distance : 0));
    expect(seen(new Doctor(wgan, names), 400, rows(3))).toEqual([]);
    expect(codes(seen(new Doctor(wgan, names), 400, rows(-3)))).toEqual(['discriminator-loses']);
  });

  it('is found again as soon as it is there', () => {
    const doctor = new Doctor(dcgan, LOSSES);
    expect(codes(seen(doctor, 400, () => [1.2, 1.1, 0.3]))).toEqual(['discriminator-loses']);
    expect(seen(doctor, 400, sound)).toEqual([]);
  });
});

describe('a swinging loss', () => {
  const swing = (step: number) => 2 + 2 * Math.sin(step / 8) + 0.1 * noise(step);

  it('is told by its node', () => {
    const findings = seen(new Doctor(dcgan, LOSSES), 500, (step) => [0.5, 0.6, swing(step) - 1]);
    expect(findings).toMatchObject([{ code: 'oscillation', place: { node: 'foolLoss' } }]);
    expect(findings[0]?.numbers.crossings).toBeGreaterThanOrEqual(8);
  });

  it('is that of a critic only where its distance swings, not the level of its scores', () => {
    const program = programOf('wgan');
    const names = program.iteration.flatMap(({ phases }) =>
      phases.flatMap(({ forward }) => forward.flatMap((s) => (s.type === 'loss' ? [s.node] : []))),
    );
    const rows = (level: (step: number) => number, distance: (step: number) => number) => {
      const values: Readonly<Record<string, (step: number) => number>> = {
        realLoss: (step) => -level(step) - distance(step),
        fakeLoss: level,
        foolLoss: (step) => -level(step),
      };
      return (step: number) => names.map((name) => values[name]?.(step) ?? 0);
    };
    const far = (step: number) => 3 * swing(step) - 6;
    expect(
      seen(
        new Doctor(program, names),
        500,
        rows(far, () => 2),
      ),
    ).toEqual([]);
    expect(
      seen(
        new Doctor(program, names),
        500,
        rows(
          () => 0,
          (step) => swing(step) - 1,
        ),
      ),
    ).toMatchObject([{ code: 'oscillation', place: { node: 'realLoss' } }]);
  });

  it('is neither noise, however large, nor a fall, nor one jump', () => {
    const values = (at: (i: number) => number) => Array.from({ length: 400 }, (_, i) => at(i));
    expect(swingOf(values((i) => 3 * noise(i)))).toBeNull();
    expect(swingOf(values((i) => 10 * Math.exp(-i / 80) + 0.3 * noise(i)))).toBeNull();
    expect(swingOf(values((i) => (i > 200 ? 8 : 0)))).toBeNull();
    expect(swingOf(values((i) => 1 + 0.3 * Math.sin(i / 8)))).toBeNull();
    expect(swingOf(values((i) => 3 * Math.sin(i / 8)))).not.toBeNull();
  });
});

describe('a look', () => {
  const layer = (probe: Partial<LayerProbe> = {}): LayerProbe => ({
    rms: 0.1,
    zeros: 0,
    dead: 0,
    count: 10,
    ...probe,
  });
  const probe = (
    what: Probe['what'],
    step: number,
    given: Readonly<Record<string, Partial<LayerProbe>>>,
  ): Probe => ({
    what,
    step,
    nodes: {},
    networks: {
      G: Object.fromEntries(
        (dcgan.networks[0]?.layers ?? []).map(({ id }) => [id, layer(given[id])]),
      ),
    },
  });
  const look = (
    what: 'activations' | 'gradients',
    given: Readonly<Record<string, Partial<LayerProbe>>>,
    times = 3,
  ) => {
    const doctor = new Doctor(dcgan, LOSSES);
    let findings = doctor.observe({ step: 0, rows: [] });
    for (let step = 1; step <= times; step++)
      findings = doctor.observe({ step, rows: [], [what]: probe(what, step, given) });
    return findings;
  };

  it('finds dead units by the node on the canvas, once they stay dead', () => {
    const relu = dcgan.networks[0]?.layers.find(({ kind }) => kind === 'relu')?.id ?? '';
    const dead = { [relu]: { dead: 0.97, zeros: 0.99 } };
    expect(look('activations', dead)).toMatchObject([
      {
        code: 'dead-units',
        place: { graph: 'networks.G', node: relu.split('/')[0] },
        numbers: { share: 0.97, more: 0 },
      },
    ]);
    // Copies of one block stand at one place, and a place has one finding of a sort.
    const copies = (dcgan.networks[0]?.layers ?? []).filter(({ kind }) => kind === 'relu');
    const all = Object.fromEntries(copies.map(({ id }) => [id, { dead: 1, zeros: 1 }]));
    const places = look('activations', all).map((found) => found.place?.node);
    expect(new Set(places).size).toBe(places.length);
    expect(copies.length).toBeGreaterThan(places.length);
    expect(look('activations', dead, 2)).toEqual([]);
    expect(look('activations', { [relu]: { dead: 0.5, zeros: 0.9 } })).toEqual([]);
  });

  it('finds gradients that vanish and that explode', () => {
    expect(look('gradients', { project: { rms: 1e-12 } })).toMatchObject([
      { code: 'vanishing-gradients', place: { graph: 'networks.G', node: 'project' } },
    ]);
    expect(look('gradients', { project: { rms: 1e5 } })).toMatchObject([
      { code: 'exploding-gradients', place: { graph: 'networks.G', node: 'project' } },
    ]);
    expect(look('gradients', {})).toEqual([]);
  });
});

describe('what is found', () => {
  const names = {
    ...{ judge: 'trainD', maker: 'trainG', penalty: '', step: 'trainD', steps: 'trainD", "trainG' },
    ...{ network: 'D', layer: 'down/0/relu' },
  };
  const numbers = {
    ...{
      score: 0.001,
      chance: Math.LN2,
      answer: 9,
      rate: 2e-4,
      repeat: 1,
      ratio: 0.012,
      samples: 64,
    },
    ...{ share: 0.97, rms: 1.5e4, layers: 3, crossings: 12, swing: 0.9, bound: 0.01, step: 7 },
    ...{ scale: 0.5, skipped: 17 },
    ...{ usedBytes: 3.9 * 2 ** 30, limitBytes: 2 ** 32, layerBytes: 12 * 2 ** 20 },
  };
  const { chance: _, ...withoutChance } = numbers;
  const { answer: __, ...withoutAnswer } = numbers;
  const place = { graph: 'objective', node: 'realLoss' } as const;
  const sights: readonly Sight[] = [
    { type: 'layer', network: 'G', layer: 'steep' },
    { type: 'value', node: 'fool' },
    { type: 'gradient', network: 'G', weight: 'a/kernel', by: 'trainG' },
    { type: 'weight', network: 'G', weight: 'a/kernel', by: 'trainG' },
  ];
  const signs: readonly Sign[] = [
    { code: 'discriminator-wins', place, numbers, names },
    { code: 'discriminator-wins', place, numbers: withoutAnswer, names: { ...names, maker: '' } },
    {
      ...{ code: 'discriminator-wins', place, numbers: { ...numbers, repeat: 5 } },
      names: { ...names, penalty: 'gp' },
    },
    { code: 'discriminator-loses', place, numbers, names },
    { code: 'discriminator-loses', place, numbers: withoutChance, names: { ...names, maker: '' } },
    { code: 'collapse', place, numbers, names },
    { code: 'collapse', place, numbers },
    { code: 'dead-units', place, numbers, names },
    { code: 'dead-units', place, numbers: { ...numbers, more: 2 }, names },
    { code: 'vanishing-gradients', place, numbers, names },
    { code: 'exploding-gradients', place, numbers, names },
    { code: 'oscillation', place, numbers, names },
    { code: 'oscillation', place, numbers, names: { ...names, of: 'distance' } },
    { code: 'clip-bound', place, numbers, names },
    { code: 'memory', place, numbers, names: { ...names, of: 'all' } },
    { code: 'memory', place, numbers, names: { ...names, of: 'array' } },
    { code: 'loss-scale', place, numbers },
    { code: 'not-finite', place, numbers, names: { ...names, what: '"realLoss"' } },
    ...sights.map((sight): Sign => {
      return { code: 'not-finite', place, numbers, names: { what: sightText(sight) } };
    }),
  ];

  it.each(signs)('is said in both languages, with its node and numbers: $code', (sign) => {
    const { message, advice } = findingOf(sign, 3);
    for (const english of [message, advice]) {
      expect(english).toMatch(/^[A-Z0-9].*\.$/);
      expect(english).not.toMatch(/NaN|undefined|""/);
      const chinese = say(english) ?? '';
      expect(chinese).toMatch(/\p{Script=Han}.*。$/u);
      for (const number of english.match(/[\d.]*\d/g) ?? []) expect(chinese).toContain(number);
    }
  });
});

describe('samples, bounds and memory', () => {
  const doctor = () => new Doctor(dcgan, LOSSES);
  const spread = (ratio: number) => ({ spread: [{ node: 'generator', ratio, samples: 64 }] });

  it('tell a collapsed generator, though not at the start and not at one look', () => {
    expect(seen(doctor(), 190, sound, spread(0.005))).toEqual([]);
    expect(seen(doctor(), 210, sound, spread(0.005))).toEqual([]);
    expect(seen(doctor(), 400, sound, spread(0.005))).toMatchObject([
      {
        code: 'collapse',
        place: { graph: 'objective', node: 'generator' },
        numbers: { ratio: 0.005, samples: 64 },
      },
    ]);
    // As a sound gan-mlp goes through.
    expect(seen(doctor(), 400, sound, spread(0.016))).toEqual([]);
  });

  it('tell weights that all lie at the bound', () => {
    expect(codes(seen(doctor(), 50, sound, { atBound: { trainD: 0.99 } }))).toEqual(['clip-bound']);
    expect(seen(doctor(), 50, sound, { atBound: { trainD: 0.8 } })).toEqual([]);
  });

  it('tell a scale of the loss that shrinks in vain, until updates are made again', () => {
    const one = doctor();
    const look = (scale: number, skipped: number) =>
      codes(
        one.observe({
          step: 1,
          rows: [],
          lossScales: [{ node: 'trainD', scale, good: 0, skipped }],
        }),
      );
    expect(look(1024, 6)).toEqual([]);
    expect(look(0.5, 17)).toEqual(['loss-scale']);
    expect(look(0.5, 17)).toEqual([]);
  });

  it('tell memory that is nearly full, until it is not', () => {
    const one = doctor();
    const memory = (usedBytes: number, of: 'all' | 'array') =>
      one.observe({ step: 1, rows: [], memory: { usedBytes, limitBytes: 1000, of } });
    expect(memory(950, 'all')).toMatchObject([
      { code: 'memory', message: expect.stringMatching(/nearly full.* in the network "[GD]"/) },
    ]);
    expect(memory(800, 'all')).toEqual([]);
    expect(memory(950, 'array')).toMatchObject([
      { code: 'memory', message: expect.stringMatching(/^One array/) },
    ]);
  });
});
