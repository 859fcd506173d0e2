/** Programs cut into stages where a schedule shuts a branch off. */
import { describe, expect, it } from 'vitest';
import { checkProgram } from '../../src/compiler/check-program.ts';
import { costsOf } from '../../src/compiler/cost.ts';
import { printProgram } from '../../src/compiler/print.ts';
import type { Program } from '../../src/compiler/program.ts';
import { programOfStage, stagePrograms } from '../../src/compiler/stages.ts';
import { summarize } from '../../src/compiler/summary.ts';
import { turnsOf, valueAt } from '../../src/nodes/fields/schedule-value.ts';
import type { Schedule } from '../../src/nodes/specs.ts';
import { growing } from './support/growing.ts';
import { broken, node, programOf, sample, setParams, wire } from './support/sample.ts';

const idsOf = ({ networks }: Program, name: string) =>
  networks.find((network) => network.name === name)?.layers.map(({ id }) => id) ?? [];

describe('the stages of a growing program', () => {
  const program = programOf(
    growing([
      [3, 6],
      [10, 14],
    ]),
  );
  const stages = stagePrograms(program);

  it('begin where a fade stops being 0, and where it becomes 1', () => {
    expect(program.stages.map(({ from }) => from)).toEqual([0, 4, 6, 11, 14]);
  });

  it('go on to the sheet after the last iteration', () => {
    const until = programOf(growing([[3, 20]]));
    expect(until.stages.map(({ from }) => from)).toEqual([0, 4, 20]);
    expect(programOf(growing([[3, 21]])).stages.map(({ from }) => from)).toEqual([0, 4]);
  });

  it('hold the layers that reach an output, under the names that they have in the whole', () => {
    expect(stages.map((stage) => idsOf(stage, 'G').length)).toEqual([3, 8, 5, 10, 7]);
    expect(stages[0] && idsOf(stages[0], 'G')).toEqual(['body0', 'act0', 'out0']);
    expect(stages[4] && idsOf(stages[4], 'G')).toEqual([
      'body0',
      'act0',
      'body1',
      'act1',
      'body2',
      'act2',
      'out2',
    ]);
    expect(stages[0] && idsOf(stages[0], 'D').sort()).toEqual(['act', 'out0', 'score']);
  });

  it('cost at first what the small networks cost, and in the end what those that have grown do', () => {
    const [first, last] = [stages[0], stages.at(-1)];
    const small = programOf(growing([]));
    expect(first && costsOf(first).perStep).toBe(costsOf(small).perStep);
    expect(last && costsOf(last).perStep).toBeLessThan(costsOf({ ...program, stages: [] }).perStep);
  });

  it('leave what is shut off out of the objective too', () => {
    const kindsOf = (stage: Program | undefined) =>
      stage?.iteration.flatMap(({ phases }) =>
        phases.flatMap(({ prologue, forward }) =>
          [...prologue, ...forward].flatMap((step) => (step.type === 'operate' ? [step.kind] : [])),
        ),
      );
    expect(kindsOf(stages[0])).toEqual(['leaky-relu']);
    expect(kindsOf(stages[1])).toEqual(['leaky-relu', 'schedule', 'lerp']);
    expect(kindsOf(stages[2])).toEqual([]);
    expect(stages.map(({ views }) => views[0]?.values[0]?.value)).toEqual([
      'coarse.out',
      'mixed.out',
      'real.out',
      'real.out',
      'real.out',
    ]);
  });

  it('are legal programs, and the whole stays as it was', () => {
    expect(checkProgram(program)).toEqual([]);
    expect(idsOf(program, 'G')).toHaveLength(13);
    const summary = summarize(program);
    expect(summary.networks.G?.layers).toHaveLength(13);
    expect(summary.multiplyAddsPerStep).toBe(
      Math.max(...stages.map((stage) => Math.round(costsOf(stage).perStep))),
    );
  });

  it('stand in the printed plan', () => {
    const text = printProgram(program);
    expect(text).toMatch(/from 0: G 3 of 13 layers, D 3 of \d+ layers; [\d,]+ multiply-adds/);
    expect(text).toMatch(/from 14: /);
  });

  it('are told to be wrong where one reads what it does not make', () => {
    const [stage, ...others] = program.stages;
    if (!stage) throw new Error('there is no stage');
    const networks = stage.networks.map((network) => ({
      ...network,
      layers: network.layers.slice(1),
    }));
    const messages = checkProgram({ ...program, stages: [{ ...stage, networks }, ...others] });
    expect(messages.map(({ message }) => message).join()).toMatch(/before it is made/);
  });
});

describe('a program has no stages', () => {
  it('without numbers that shut anything off', () => {
    expect(programOf(sample()).stages).toEqual([]);
    const half = broken((d) => {
      d.objective.nodes.half = node('constant', { shape: [], value: 0.5 });
      d.objective.nodes.mixed = node('lerp');
      d.objective.edges = d.objective.edges.filter(({ to }) => to !== 'Dreal.x');
      wire(d.objective, 'real > mixed.in0', 'real > mixed.in1', 'half > mixed.amount');
      wire(d.objective, 'mixed > Dreal.x');
    });
    expect(programOf(half).stages).toEqual([]);
  });

  it('where a schedule makes exceptions again and again', () => {
    const document = growing([[3, 6]]);
    for (const [canvas, id] of [
      [document.networks.G, 'fade1'],
      [document.networks.D, 'fade0'],
      [document.objective, 'fade'],
    ] as const) {
      setParams(canvas, id, {
        value: { type: 'steps', at: [0, 5], values: [0, 1], every: 7, everyValue: 0.5 },
      });
    }
    expect(programOf(document).stages).toEqual([]);
  });
});

it('a number that the objective hands to a network shuts branches off in it', () => {
  const document = growing([[3, 6]]);
  const { D } = document.networks;
  if (!D) throw new Error('there is no D');
  D.nodes.fade0 = node('input', { shape: [] });
  wire(document.objective, 'fade > Dreal.fade0', 'fade > Dfake.fade0');
  const program = programOf(document);
  expect(program.stages.map(({ from }) => from)).toEqual([0, 4, 6]);
  const first = program.stages[0] && programOfStage(program, program.stages[0]);
  expect(first && idsOf(first, 'D').sort()).toEqual(['act', 'out0', 'score']);
  expect(first?.networks.find(({ name }) => name === 'D')?.inputs).toHaveLength(2);
});

it('a value that a later step recalls is made under its own name', () => {
  const document = growing([[3, 6]]);
  const { objective } = document;
  objective.nodes.faded = node('lerp');
  objective.nodes.rough = node('leaky-relu');
  objective.nodes.past = node('stop-gradient');
  objective.nodes.Dpast = node('apply', { network: 'D' });
  objective.nodes.lossPast = node('adversarial', { side: 'fake' });
  wire(objective, 'G.x > rough', 'rough > faded.in0', 'G.x > faded.in1', 'fade > faded.amount');
  wire(objective, 'faded > past', 'past > Dpast.x', 'Dpast.y > lossPast.logits');
  objective.edges = objective.edges.filter(({ to }) => to !== 'Dfake.x');
  wire(objective, 'faded > Dfake.x');
  setParams(objective, 'stepG', { order: 0 });
  setParams(objective, 'stepD', { order: 1, losses: [1, 1, 1] });
  wire(objective, 'lossPast.loss > stepD.loss2');
  const program = programOf(document);
  expect(checkProgram(program)).toEqual([]);
});

describe('between its turns a schedule', () => {
  const schedules: readonly Schedule[] = [
    { type: 'constant', value: 1 },
    { type: 'linear', from: 0, to: 1, start: 3, end: 9 },
    { type: 'cosine', from: 1, to: 0, start: 0, end: 4 },
    { type: 'exponential', from: 1, to: 0.1, start: 2, end: 8 },
    { type: 'exponential', from: 1, to: 0, start: 2, end: 8 },
    { type: 'linear', from: 0, to: 1, start: 9, end: 3 },
    { type: 'linear', from: 0, to: 1, start: 5, end: 6 },
    {
      type: 'steps',
      values: [
        { at: 2, value: 0 },
        { at: 7, value: 1 },
        { at: 11, value: 0 },
      ],
    },
  ];

  it.each(schedules)('is one number, or never the same twice: %o', (schedule) => {
    const turns = turnsOf(schedule) ?? [];
    const ends = [0, ...turns, 30];
    ends.slice(1).forEach((end, at) => {
      const values = [];
      for (let i = ends[at] ?? 0; i < end; i++) values.push(valueAt(schedule, i));
      const different = new Set(values).size;
      expect([0, 1, values.length]).toContain(different);
    });
  });
});
