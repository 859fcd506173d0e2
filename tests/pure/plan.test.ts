/** The training plan: what each phase computes, shares, recalls and keeps. */
import { describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { checkProgram } from '../../src/compiler/check-program.ts';
import { compile } from '../../src/compiler/compile.ts';
import { printProgram } from '../../src/compiler/print.ts';
import type { Phase, Program, Step } from '../../src/compiler/program.ts';
import { outputsOf } from '../../src/compiler/step-values.ts';
import { presets } from '../../src/graph/presets.ts';
import { broken, cut, graph, node, programOf, sample, setParams, wire } from './support/sample.ts';

const phasesOf = (program: Program) => program.iteration.flatMap(({ phases }) => phases);
const made = (steps: readonly Step[]) => steps.flatMap(outputsOf);
const all = ({ prologue, forward }: Phase) => [...prologue, ...forward];

function phase(program: Program, name: string): Phase {
  const found = phasesOf(program).find(({ node }) => node === name);
  if (!found) throw new Error(`no phase ${name}`);
  return found;
}

/** G first, then D on what G made before it moved. */
const generatorFirst = (change?: (d: Document) => void) =>
  broken((d) => {
    Object.assign(d.objective.nodes, {
      stop: node('stop-gradient'),
      Djudge: node('apply', { network: 'D' }),
    });
    cut(d.objective, 'lossFake.logits');
    wire(d.objective, 'G.x > stop', 'stop > Djudge.x', 'Djudge.y > lossFake.logits');
    setParams(d.objective, 'stepG', { order: 0 });
    setParams(d.objective, 'stepD', { order: 1 });
    change?.(d);
  });

describe('a phase', () => {
  it('runs before the tape what no trained weight influences', () => {
    const step = phase(programOf(sample()), 'stepD');
    expect(made(step.prologue)).toEqual(['real.out', 'z.out', 'G.x']);
    expect(made(step.forward)).toEqual(['Dreal.y', 'lossReal.loss', 'Dfake.y', 'lossFake.loss']);
  });

  it('runs on the tape everything from the trained network on, through frozen networks too', () => {
    const step = phase(programOf(sample()), 'stepG');
    expect(made(step.prologue)).toEqual(['z.out']);
    expect(made(step.forward)).toEqual(['G.x', 'Dfake.y', 'lossG.loss']);
  });

  it('computes only what its own losses need', () => {
    expect(made(all(phase(programOf(sample()), 'stepG')))).not.toContain('real.out');
  });
});

describe('phases', () => {
  it('follow their order, not the document', () => {
    const swapped = broken((d) => setParams(d.objective, 'stepD', { order: 2 }));
    expect(phasesOf(programOf(swapped)).map(({ node, index }) => [node, index])).toEqual([
      ['stepG', 0],
      ['stepD', 1],
    ]);
  });

  it('of equal order are one group, in the order of the document', () => {
    const together = broken((d) => setParams(d.objective, 'stepG', { order: 0 }));
    const { iteration } = programOf(together);
    expect(iteration.map(({ phases }) => phases.map(({ node }) => node))).toEqual([
      ['stepD', 'stepG'],
    ]);
  });

  it('recall through a stop-gradient what an earlier phase made, which keeps it', () => {
    const program = programOf(generatorFirst());
    expect(phase(program, 'stepG').keep).toEqual(['G.x']);
    const later = phase(program, 'stepD');
    expect(all(later)).toContainEqual({ type: 'recall', value: 'G.x' });
    expect(made(all(later))).not.toContain('z.out');
    expect(later.keep).toEqual([]);
  });

  it('compute the input of a barrier before it, where they need that input anyway', () => {
    const cyclegan = presets.find(({ id }) => id === 'cyclegan')?.document;
    if (!cyclegan) throw new Error('There is no preset cyclegan.');
    const document = structuredClone(cyclegan);
    // The discriminators' step reads fakeA through its pool, and now by itself as well.
    const { DA } = document.networks;
    if (DA) DA.nodes.side = { kind: 'output' };
    DA?.edges.push({ from: 'leaky3.out', to: 'side.in' });
    const { edges } = document.objective;
    const at = edges.findIndex(({ to }) => to === 'realB.logits');
    edges[at] = { from: 'judgeFakeA.side', to: 'realB.logits' };
    const { program, problems } = compile(document);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const order = made(all(phase(program as Program, 'trainD')));
    expect(order.indexOf('fakeA.out')).toBeGreaterThanOrEqual(0);
    expect(order.indexOf('fakeA.out')).toBeLessThan(order.indexOf('poolA.out'));
  });

  it('do not recall what depends on a source that is drawn for each phase', () => {
    const program = programOf(
      generatorFirst((d) => setParams(d.objective, 'z', { fresh: 'phase' })),
    );
    expect(phase(program, 'stepG').keep).toEqual([]);
    expect(made(all(phase(program, 'stepD')))).toContain('z.out');
  });

  it('do not recall what an earlier phase makes only in some iterations', () => {
    const program = programOf(generatorFirst((d) => setParams(d.objective, 'stepG', { every: 2 })));
    expect(all(phase(program, 'stepD')).some(({ type }) => type === 'recall')).toBe(false);
    const rarer = programOf(
      generatorFirst((d) => {
        setParams(d.objective, 'stepG', { every: 2 });
        setParams(d.objective, 'stepD', { every: 4 });
      }),
    );
    expect(all(phase(rarer, 'stepD')).some(({ type }) => type === 'recall')).toBe(true);
  });
});

describe('random streams and statistics', () => {
  const appliesOf = (program: Program, id: string) =>
    phasesOf(program).flatMap((p) =>
      all(p).flatMap((step) => (step.type === 'apply' && step.node === id ? [step] : [])),
    );

  it('are shared by an evaluation that happens twice', () => {
    const [first, second] = appliesOf(programOf(sample()), 'G');
    expect(second?.stream).toBe(first?.stream);
    expect([first?.updatesStatistics, second?.updatesStatistics]).toEqual([true, false]);
  });

  it('are new once the weights have moved', () => {
    const [first, second] = appliesOf(programOf(sample()), 'Dfake');
    expect(second?.stream).not.toBe(first?.stream);
    expect(second?.updatesStatistics).toBe(true);
  });

  it('are new where the noise is drawn for each phase', () => {
    const fresh = broken((d) => setParams(d.objective, 'z', { fresh: 'phase' }));
    const [first, second] = appliesOf(programOf(fresh), 'G');
    expect(second?.stream).not.toBe(first?.stream);
    expect(second?.updatesStatistics).toBe(true);
  });

  it('are shared among simultaneous steps, which see the same weights', () => {
    const together = broken((d) => setParams(d.objective, 'stepG', { order: 0 }));
    const [first, second] = appliesOf(programOf(together), 'Dfake');
    expect(second?.stream).toBe(first?.stream);
  });

  it('of different evaluations never meet', () => {
    const program = programOf(sample());
    const streams = new Map<number, string>();
    for (const step of phasesOf(program).flatMap(all)) {
      if (!('stream' in step)) continue;
      expect(streams.get(step.stream) ?? step.node).toBe(step.node);
      streams.set(step.stream, step.node);
    }
    expect(streams.size).toBe(7);
  });
});

describe('blocks', () => {
  const chain = (repeat: unknown) =>
    broken((d) => {
      d.blocks = {
        Grow: {
          parameters: { units: { value: 2 } },
          ...graph(
            {
              a: node('input'),
              fc: node('dense', { units: 'units * (i + 1)' }),
              b: node('output'),
            },
            'a > fc > b',
          ),
        },
      };
      d.networks.G = graph(
        {
          z: node('input', { shape: [3] }),
          up: node('block', { block: 'Grow', arguments: { units: 'width' }, repeat }),
          fc: node('dense', { units: 4 }),
          x: node('output'),
        },
        'z > up.a',
        'up.b > fc',
        'fc > x',
      );
    });
  const layers = (document: Document) =>
    programOf(document).networks[0]?.layers.map(({ id, outputShape }) => `${id} ${outputShape}`);

  it('stand once, as copies in a chain, or not at all', () => {
    expect(layers(chain(null))).toEqual(['up/fc 8', 'fc 4']);
    expect(layers(chain(3))).toEqual(['up/0/fc 8', 'up/1/fc 16', 'up/2/fc 24', 'fc 4']);
    expect(layers(chain('log2(width) - 1'))).toHaveLength(3);
    expect(layers(chain(0))).toEqual(['fc 4']);
  });

  it('show the facts of their first use, and their uses the sum of all copies', () => {
    const { graphs } = compile(chain(3));
    expect(graphs['blocks.Grow']?.nodes.fc?.outputs.out).toEqual({ type: 'tensor', shape: [8] });
    expect(graphs['networks.G']?.nodes.up?.trainable).toBe(4 * 8 + 9 * 16 + 17 * 24);
    expect(graphs['networks.G']?.nodes.up?.outputs.b).toEqual({ type: 'tensor', shape: [24] });
  });

  it('that nothing uses show shapes too', () => {
    const { graphs } = compile(chain(0));
    expect(graphs['blocks.Grow']?.nodes.fc?.outputs.out).toEqual({ type: 'tensor', shape: [2] });
  });
});

describe('facts', () => {
  it('are there beside problems elsewhere', () => {
    const document = broken((d) => setParams(d.networks.D, 'score', { units: 'gone' }));
    const { graphs, program } = compile(document);
    expect(program).toBeNull();
    expect(graphs['networks.G']?.nodes.fc).toMatchObject({
      badge: '4',
      trainable: 16,
      multiplyAdds: 12,
      inputs: { in: { type: 'tensor', shape: [3] } },
      outputs: { out: { type: 'tensor', shape: [4] } },
    });
    expect(graphs['networks.D']?.nodes.act?.outputs.out).toEqual({ type: 'tensor', shape: [8] });
    expect(graphs['networks.D']?.nodes.score?.params).toBeUndefined();
    expect(graphs.objective?.nodes.G?.outputs.x).toEqual({ type: 'tensor', shape: [4] });
  });
});

describe('the cost', () => {
  it('counts forward once, and backward where weights or inputs need it', () => {
    const { summary } = compile(sample());
    // G: 3·4. D: 4·8 + 8 (leaky ReLU counts nothing) = 40. Batch 4.
    // Step D: G forward; D twice forward, weights twice each layer, inputs only of the last.
    const stepD = 12 + 2 * (40 + 40 + 8);
    // Step G: G forward and its weights; D forward and its inputs.
    const stepG = 12 + 12 + 40 + 40;
    expect(summary?.phases.map(({ multiplyAdds }) => multiplyAdds)).toEqual([4 * stepD, 4 * stepG]);
    expect(summary?.multiplyAddsPerStep).toBe(4 * (stepD + stepG));
  });

  it('counts repeats and rare steps', () => {
    const often = broken((d) =>
      setParams(d.objective, 'stepD', { repeat: { type: 'constant', value: 5 }, every: 2 }),
    );
    const plain = compile(sample()).summary;
    const [stepD = 0, stepG = 0] = plain?.phases.map(({ multiplyAdds }) => multiplyAdds) ?? [];
    expect(compile(often).summary?.multiplyAddsPerStep).toBe(2.5 * stepD + stepG);
  });
});

describe('the plan checker', () => {
  const program = programOf(sample());
  const [first] = program.iteration;
  const withPhase = (change: (phase: Phase) => Phase): Program => ({
    ...program,
    iteration: [
      { order: 0, phases: first?.phases.map(change) ?? [] },
      ...program.iteration.slice(1),
    ],
  });

  it.each<[string, (phase: Phase) => Phase, RegExp]>([
    ['reads before it makes', (p) => ({ ...p, prologue: [] }), /reads .* before it is made/],
    ['makes twice', (p) => ({ ...p, prologue: [...p.prologue, ...p.prologue] }), /makes .* twice/],
    [
      'recalls what none kept',
      (p) => ({ ...p, prologue: [...p.prologue, { type: 'recall', value: 'w.out' }] }),
      /recalls w.out/,
    ],
    [
      'minimizes what is no loss',
      (p) => ({ ...p, losses: [{ value: 'G.x', weight: { type: 'constant', value: 1 } }] }),
      /minimizes G.x/,
    ],
    [
      'trains what is not there',
      (p) => ({ ...p, trains: ['E'] }),
      /trains E, which does not exist/,
    ],
    [
      'trains what it does not run',
      (p) => ({ ...p, trains: ['G'] }),
      /trains G, which its tape does not run/,
    ],
    ['keeps what it does not make', (p) => ({ ...p, keep: ['w.out'] }), /keeps w.out/],
    ['has no loss', (p) => ({ ...p, losses: [] }), /has no loss/],
  ])('refuses a phase that %s', (_, change, says) => {
    const messages = checkProgram(withPhase(change)).map(({ message }) => message);
    expect(messages).toContainEqual(expect.stringMatching(says));
  });

  it('accepts what the compiler makes', () => {
    expect(checkProgram(program)).toEqual([]);
  });
});

it('the printed plan tells the shape of every value, of joined ones too', () => {
  const document = broken((d) => {
    d.objective.nodes.both = node('concat');
    cut(d.objective, 'Dfake.x');
    setParams(d.networks.D, 'x', { shape: [8] });
    cut(d.objective, 'Dreal.x');
    d.objective.nodes.pair = node('concat');
    wire(d.objective, 'G.x > both.in0', 'real > both.in1', 'both > Dfake.x');
    wire(d.objective, 'real > pair.in0', 'real > pair.in1', 'pair > Dreal.x');
  });
  const text = printProgram(programOf(document));
  expect(text).toMatch(/both.out = concat\(G.x, real.out\) +4 × \[8\]/);
  const lines = text.split('\n').filter((line) => / = /.test(line));
  for (const line of lines) expect(line).toMatch(/(\d+ × \[[\d, ]+\]|loss)/);
});

it('the printed plan says how the weight of a loss changes', () => {
  const document = broken((d) => {
    const ramp = { type: 'linear', from: 1, to: 0, start: 0, end: 100 };
    setParams(d.objective, 'stepD', { losses: [ramp, 'width'] });
    setParams(d.objective, 'stepG', {
      repeat: { type: 'steps', at: [0, 25], values: [100, 5], every: 500, everyValue: 100 },
    });
  });
  const text = printProgram(programOf(document));
  expect(text).toContain('minimize (linear 1 → 0 over iterations 0…100) · lossReal + 8 · lossFake');
  expect(text).toContain('repeated 100 from 0, 5 from 25, 100 at every 500th times');
});

it('the printed plan names every network, source, phase and loss', () => {
  const text = printProgram(programOf(generatorFirst()));
  for (const part of [
    'network G: 16 weights',
    'z: noise 4 × [3]',
    '1. stepG: trains G',
    'minimize lossReal + lossFake',
    'G.x = recall',
    'keep G.x',
  ]) {
    expect(text).toContain(part);
  }
});
