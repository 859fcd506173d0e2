/** Wrong use of labels, batches, optimizers and gradient penalties is told, and mended where one click can. */
import { describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { checkPenalties } from '../../src/graph/check-penalties.ts';
import { applyEdit } from '../../src/graph/edit.ts';
import { ProblemList } from '../../src/graph/problem-list.ts';
import {
  broken,
  cut,
  find,
  graph,
  node,
  problemsOf,
  programOf,
  sample,
  setParams,
  wire,
} from './support/sample.ts';

/** The sample as a Wasserstein GAN with a gradient penalty; `layer` stands in its critic. */
function penalized(layer = node('leaky-relu')): Document {
  return broken((d) => {
    Object.assign(d.networks.D?.nodes ?? {}, { act: layer });
    for (const loss of ['lossReal', 'lossFake', 'lossG']) {
      setParams(d.objective, loss, { mode: 'wasserstein' });
    }
    Object.assign(d.objective.nodes, { gp: node('gradient-penalty', { network: 'D' }) });
    setParams(d.objective, 'stepD', { losses: [1, 1, 10] });
    wire(d.objective, 'real > gp.real', 'G.x > gp.fake', 'gp.loss > stepD.loss2');
  });
}

/** The sample, whose networks are told a class. */
function conditional(): Document {
  return broken((d) => {
    Object.assign(d.networks.G?.nodes ?? {}, {
      label: node('input', { classes: 3 }),
      embed: node('embedding', { classes: 3, units: 3 }),
      join: node('multiply'),
    });
    Object.assign(d.networks.G ?? {}, { edges: [] });
    wire(d.networks.G, 'label > embed.label', 'z > join.in0', 'embed > join.in1', 'join > fc');
    wire(d.networks.G, 'fc > x');
    Object.assign(d.objective.nodes, { label: node('random-label', { classes: 3 }) });
    wire(d.objective, 'label.label > G.label');
  });
}

describe('labels', () => {
  it('go into networks through inputs that say how many classes they take', () => {
    expect(problemsOf(conditional())).toEqual([]);
    const { networks } = programOf(conditional());
    expect(networks[0]?.inputs.map(({ type }) => type)).toEqual([
      { type: 'tensor', shape: [3] },
      { type: 'label', classes: 3 },
    ]);
  });

  it('of more classes than the network takes are refused', () => {
    const document = conditional();
    setParams(document.objective, 'label', { classes: 10 });
    expect(find(document, 'shape.mismatch').message).toBe(
      'G expects label of 3 classes at "label", got label of 10 classes',
    );
  });

  it('that nobody brings are missed', () => {
    const document = conditional();
    document.objective.edges = document.objective.edges.filter(({ to }) => to !== 'G.label');
    const { message, where } = find(document, 'input.missing');
    expect(where).toEqual({ graph: 'objective', node: 'G', port: 'label' });
    expect(message).toBe('apply expects a label at "label", found no wire');
  });

  it('are no vectors', () => {
    const document = conditional();
    setParams(document.networks.G, 'label', { classes: null, shape: [3] });
    expect(find(document, 'edge.type-mismatch').message).toMatch(/embedding expects a label/);
  });

  it('of more classes than the embedding has rows are refused', () => {
    const document = conditional();
    setParams(document.networks.G, 'embed', { classes: 2 });
    expect(find(document, 'edge.type-mismatch').message).toBe(
      'embedding expects a label of at most 2 classes, got a label of 3 classes',
    );
  });
});

describe('batches', () => {
  it('of two halves go through a network as one, and come apart again', () => {
    const document = broken((d) => {
      delete d.objective.nodes.Dreal;
      delete d.objective.nodes.Dfake;
      d.objective.edges = d.objective.edges.filter(
        ({ from, to }) => !`${from} ${to}`.match(/Dreal|Dfake/),
      );
      Object.assign(d.objective.nodes, {
        both: node('batch-concat'),
        D: node('apply', { network: 'D' }),
        halves: node('batch-split'),
      });
      wire(d.objective, 'real > both.in0', 'G.x > both.in1', 'both > D.x', 'D.y > halves');
      wire(d.objective, 'halves.out0 > lossReal.logits', 'halves.out1 > lossFake.logits');
      wire(d.objective, 'halves.out1 > lossG.logits');
    });
    expect(problemsOf(document)).toEqual([]);
    const { phases } = programOf(document).iteration[0] ?? { phases: [] };
    const operations = phases[0]?.forward.flatMap((step) =>
      step.type === 'operate' ? [step.outputTypes.map(({ batch }) => batch)] : [],
    );
    expect(operations).toEqual([[4, 4]]);
    expect(phases[0]?.prologue.some((step) => step.type === 'operate')).toBe(true);
  });

  it.each(['constant', 'schedule'])('of their own have %ss, too', (kind) => {
    const times = (params: Record<string, unknown>) =>
      broken((d) => {
        setParams(d.objective, 'z', { batchSize: '2 * batch' });
        Object.assign(d.objective.nodes, { half: node(kind, params), times: node('multiply') });
        cut(d.objective, 'G.z');
        wire(d.objective, 'z > times.in0', 'half > times.in1', 'times > G.z');
      });
    expect(find(times({}), 'shape.mismatch').message).toMatch(/one batch size, got 8 and 4/);
    const document = times({ batchSize: '2 * batch' });
    expect(problemsOf(document)).toEqual([]);
    const steps = programOf(document).iteration.flatMap(({ phases }) => phases);
    expect(steps.flatMap(({ forward, prologue }) => [...prologue, ...forward])).toContainEqual(
      expect.objectContaining({
        node: 'half',
        outputTypes: [expect.objectContaining({ batch: 8 })],
      }),
    );
  });

  it('of different sizes meet nowhere else', () => {
    const document = broken((d) => {
      setParams(d.objective, 'real', { batchSize: 8 });
      Object.assign(d.objective.nodes, { sum: node('add') });
      wire(d.objective, 'real > sum.in0', 'G.x > sum.in1');
    });
    expect(find(document, 'shape.mismatch').message).toMatch(
      /add expects inputs of one batch size, got 8 and 4/,
    );
  });
});

describe('a gradient penalty', () => {
  it('runs the critic itself, and has nothing to complain about', () => {
    const document = penalized();
    expect(problemsOf(document)).toEqual([]);
    const [critic] = programOf(document).iteration[0]?.phases ?? [];
    const penalty = critic?.forward.find(
      ({ type, ...step }) => type === 'loss' && 'network' in step && step.network === 'D',
    );
    expect(penalty).toMatchObject({ node: 'gp', inputs: ['real.out', 'G.x'] });
  });

  it('on a critic with batch normalization is told', () => {
    const document = penalized(node('batch-norm', { momentum: 0.8, center: false }));
    const { severity, where, message, fix } = find(document, 'penalty.batch-statistics');
    expect(severity).toBe('warning');
    expect(where).toEqual({ graph: 'networks.D', node: 'act' });
    expect(message).toMatch(/gradient of D sample by sample, but act \(batch-norm\) mixes/);
    expect(fix?.label).toBe('Make it layer-norm');
    const mended = (fix?.edits ?? []).reduce(applyEdit, document);
    expect(mended.networks.D?.nodes.act?.params).toEqual({ scale: true, center: false });
    expect(problemsOf(mended)).toEqual([]);
  });

  it('offers no other normalization in a block that another network uses, too', () => {
    const document = penalized(node('block', { block: 'Norm' }));
    const inner = {
      in: node('input', { shape: [8] }),
      bn: node('batch-norm'),
      out: node('output'),
    };
    Object.assign(document, { blocks: { Norm: graph(inner, 'in > bn > out') } });
    expect(find(document, 'penalty.batch-statistics').fix?.label).toBe('Make it layer-norm');
    Object.assign(document.networks.G?.nodes ?? {}, { norm: node('block', { block: 'Norm' }) });
    Object.assign(document.networks.G ?? {}, { edges: [] });
    wire(document.networks.G, 'z > fc > norm > x');
    expect(find(document, 'penalty.batch-statistics').fix).toBeUndefined();
  });

  it.each(['input', 'output'])('by an %s that the critic does not have is an error', (field) => {
    const document = penalized();
    setParams(document.objective, 'gp', { [field]: 'picture' });
    const { severity, where, message } = find(document, 'penalty.unknown-port');
    expect(severity).toBe('error');
    expect(where).toEqual({ graph: 'objective', node: 'gp', field });
    expect(message).toMatch(`gp expects D to have an ${field} "picture", but it has `);
  });

  it('on a layer that has no gradient of its gradient is an error', () => {
    const problems = new ProblemList();
    const canvas = { id: 'networks.D' };
    const definition = { kind: 'odd', secondOrderFault: () => 'it is made of steps' };
    const layer = { id: 'act', node: 'act', canvas, definition, isReachable: true, isSound: true };
    const loss = {
      id: 'gp',
      node: { kind: 'gradient-penalty' },
      definition: { family: 'loss', network: () => 'D' },
      params: {},
      isSound: true,
    };
    checkPenalties(
      { canvas: { nodes: new Map([['gp', loss]]) }, used: new Set(['gp']) } as never,
      new Map([['D', { flat: { layers: [layer, { ...layer, id: 'again/act' }] } }]]) as never,
      problems,
    );
    expect(problems.sorted()).toHaveLength(1);
    expect(problems.sorted()[0]).toMatchObject({
      code: 'penalty.no-second-order',
      severity: 'error',
      where: { graph: 'networks.D', node: 'act' },
    });
    expect(problems.sorted()[0]?.message).toMatch(/act \(odd\) has none: it is made of steps/);
  });

  it('does not serve the generator, whose samples it takes as they are', () => {
    const document = penalized();
    setParams(document.objective, 'stepG', { losses: [1, 1] });
    wire(document.objective, 'gp.loss > stepG.loss1');
    expect(find(document, 'step.no-gradient').message).toMatch(
      /the loss gp does not depend on the weights that stepG trains/,
    );
  });

  it('at samples of the wrong shape says what the critic expects', () => {
    const document = penalized();
    setParams(document.objective, 'real', { shape: [5] });
    const messages = problemsOf(document).map(({ message }) => message);
    expect(messages).toContain('D expects vector [4] at "real", got vector [5]');
  });
});

describe('two steps that train one network', () => {
  const twice = (trains = ['G']) =>
    broken((d) => {
      Object.assign(d.objective.nodes, {
        again: node('optimizer-step', { trains: ['G', 'D'], losses: [1], order: 2 }),
      });
      wire(d.objective, 'lossG.loss > again.loss0');
      setParams(d.objective, 'again', { trains });
    });

  it('are told, and the one that trains others too gives way', () => {
    const { where, message, fix } = find(twice(['G', 'D']), 'network.two-optimizers');
    expect(where).toEqual({ graph: 'objective', node: 'again', field: 'trains' });
    expect(message).toMatch(/stepG and again both train G/);
    const mended = (fix?.edits ?? []).reduce(applyEdit, twice(['G', 'D']));
    expect(mended.objective.nodes.again?.params?.trains).toEqual(['D']);
  });

  it('are told without a way out that would leave one of them nothing to train', () => {
    const { message, fix } = find(twice(), 'network.two-optimizers');
    expect(message).toMatch(/stepG and again both train G/);
    expect(fix).toBeUndefined();
  });

  it('are meant where one runs more rarely', () => {
    const document = twice();
    setParams(document.objective, 'again', { every: 16 });
    expect(problemsOf(document).map(({ code }) => code)).not.toContain('network.two-optimizers');
  });

  it('are no matter in a sound document', () => {
    expect(problemsOf(sample())).toEqual([]);
  });
});

describe('unpaired data', () => {
  const document = (second: 'a' | 'b') =>
    broken((d) => {
      const image = { type: 'image', height: 4, width: 4, channels: 3 };
      const side = (select: string) => node('dataset', { builtin: 'seasons', select, data: image });
      Object.assign(d.objective.nodes, {
        first: side('a'),
        second: side(second),
        shown: node('preview', { rows: ['A', 'B'] }),
      });
      wire(d.objective, 'first.image > shown.row0', 'second.image > shown.row1');
    });

  it('of which both nodes draw the same domain is told, and mended', () => {
    const { where, message, fix } = find(document('a'), 'source.one-domain');
    expect(where).toEqual({ graph: 'objective', node: 'second', field: 'select' });
    expect(message).toBe('first and second both draw domain A, and nothing draws domain B');
    expect(problemsOf((fix?.edits ?? []).reduce(applyEdit, document('a')))).toEqual([]);
  });

  it('of which both domains are drawn is fine', () => {
    expect(problemsOf(document('b'))).toEqual([]);
  });
});
