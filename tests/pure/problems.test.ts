/** Every problem that a document can have is found where it is, in words and numbers, and mended by its fix. */
import { describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { applyEdit } from '../../src/graph/edit.ts';
import type { Place, ProblemCode, Severity } from '../../src/graph/problem.ts';
import {
  broken,
  cut,
  find,
  graph,
  node,
  problemsOf,
  sample,
  setParams,
  wire,
} from './support/sample.ts';

interface Case {
  readonly code: ProblemCode;
  readonly severity?: Severity;
  readonly where?: Place;
  readonly says: RegExp;
  /** The fix that is offered takes the problem away. */
  readonly isMended?: boolean;
  change(document: Document): void;
}

const objective = 'objective' as const;
const G = 'networks.G' as const;
const D = 'networks.D' as const;

const cases: Record<string, Case> = {
  'an unknown kind': {
    code: 'node.unknown-kind',
    where: { graph: D, node: 'act' },
    says: /no node kind "leaky"; did you mean leaky-relu\?$/,
    isMended: true,
    change: (d) => Object.assign(d.networks.D?.nodes.act ?? {}, { kind: 'leaky' }),
  },
  'a kind by the name that another library has for it': {
    code: 'node.unknown-kind',
    where: { graph: D, node: 'act' },
    says: /no node kind "Softplus"; did you mean softplus\?$/,
    isMended: true,
    change: (d) => Object.assign(d.networks.D?.nodes.act ?? {}, { kind: 'Softplus', params: {} }),
  },
  'a word that several kinds answer to': {
    code: 'node.unknown-kind',
    where: { graph: D, node: 'act' },
    says: /did you mean reshape or upsample\?$/,
    isMended: true,
    change: (d) => Object.assign(d.networks.D?.nodes.act ?? {}, { kind: 'resize' }),
  },
  'a kind that nothing is like': {
    code: 'node.unknown-kind',
    where: { graph: D, node: 'act' },
    says: /no node kind "toString"$/,
    change: (d) => Object.assign(d.networks.D?.nodes.act ?? {}, { kind: 'toString' }),
  },
  'a parameter by another name': {
    code: 'param.unknown',
    where: { graph: D, node: 'act', field: 'negative_slope' },
    says: /leaky-relu has no parameter "negative_slope"; it has slope$/,
    isMended: true,
    change: (d) => setParams(d.networks.D, 'act', { negative_slope: 0.1 }),
  },
  'an unknown field of a variant': {
    code: 'param.unknown',
    where: { graph: objective, node: 'stepD', field: 'optimizer.betas' },
    says: /optimizer has type, beta1, beta2, epsilon, weightDecay$/,
    change: (d) => setParams(d.objective, 'stepD', { optimizer: { type: 'adam', betas: [0, 1] } }),
  },
  'a number where a schedule stands': {
    code: 'param.invalid',
    where: { graph: objective, node: 'stepD', field: 'learningRate' },
    says: /expected an object {"type": …} of "constant".*, found 0.01$/,
    isMended: true,
    change: (d) => setParams(d.objective, 'stepD', { learningRate: 0.01 }),
  },
  'one name where a list stands': {
    code: 'param.invalid',
    where: { graph: objective, node: 'stepD', field: 'trains' },
    says: /expected a list, found "D"$/,
    isMended: true,
    change: (d) => setParams(d.objective, 'stepD', { trains: 'D' }),
  },
  'a step that never repeats': {
    code: 'network.never-trained',
    severity: 'warning',
    where: { graph: D },
    says: /stepD trains D, but never changes it: it never repeats, or all its losses have weight 0/,
    change: (d) => setParams(d.objective, 'stepD', { repeat: { type: 'constant', value: 0 } }),
  },
  'a step whose losses all have weight 0': {
    code: 'network.never-trained',
    severity: 'warning',
    where: { graph: G },
    says: /stepG trains G, but never changes it/,
    change: (d) => setParams(d.objective, 'stepG', { losses: [0] }),
  },
  'weights that are clipped to 0': {
    code: 'param.out-of-bounds',
    where: { graph: objective, node: 'stepD', field: 'weightClip' },
    says: /Weight clipping expects at least 1e-8, got 0/,
    change: (d) => setParams(d.objective, 'stepD', { weightClip: 0 }),
  },
  'a loss inside a network': {
    code: 'node.not-allowed-here',
    where: { graph: G, node: 'odd' },
    says: /l1 does not stand on the canvas of networks/,
    isMended: true,
    change: (d) => Object.assign(d.networks.G?.nodes ?? {}, { odd: node('l1') }),
  },
  'a layer with weights in the objective': {
    code: 'node.not-allowed-here',
    where: { graph: objective, node: 'odd' },
    says: /dense does not stand/,
    change: (d) => Object.assign(d.objective.nodes, { odd: node('dense') }),
  },
  'an unknown parameter': {
    code: 'param.unknown',
    where: { graph: G, node: 'fc', field: 'size' },
    says: /dense has no parameter "size"; it has units/,
    isMended: true,
    change: (d) => setParams(d.networks.G, 'fc', { size: 3 }),
  },
  'a parameter of the wrong type': {
    code: 'param.invalid',
    where: { graph: G, node: 'fc', field: 'units' },
    says: /"units" of dense: expected a number or an expression, found true/,
    change: (d) => setParams(d.networks.G, 'fc', { units: true }),
  },
  'a parameter deep inside another of the wrong value': {
    code: 'param.out-of-bounds',
    where: { graph: objective, node: 'stepD', field: 'optimizer.beta1' },
    says: /Beta 1 expects 0 to 0.999999, got 1/,
    change: (d) => setParams(d.objective, 'stepD', { optimizer: { type: 'adam', beta1: 1 } }),
  },
  'a variant written as a word': {
    code: 'param.invalid',
    where: { graph: objective, node: 'stepD', field: 'optimizer' },
    says: /expected an object {"type": …} of "adam", "adamw", "rmsprop" or "sgd", found "adam"$/,
    isMended: true,
    change: (d) => setParams(d.objective, 'stepD', { optimizer: 'adam' }),
  },
  'a variant that there is not': {
    code: 'param.invalid',
    where: { graph: objective, node: 'stepD', field: 'optimizer.type' },
    says: /expected "adam", "adamw", "rmsprop" or "sgd", found "lion"$/,
    change: (d) => setParams(d.objective, 'stepD', { optimizer: { type: 'lion' } }),
  },
  'a loss weight that is neither a number nor a schedule': {
    code: 'param.invalid',
    where: { graph: objective, node: 'stepD', field: 'losses.1' },
    says: /expected a number, an expression or a schedule .*, found {"type":"wave"}$/,
    change: (d) => setParams(d.objective, 'stepD', { losses: [1, { type: 'wave' }] }),
  },
  'an expression in the schedule of a loss weight that names nothing': {
    code: 'expression.unknown-name',
    where: { graph: objective, node: 'stepD', field: 'losses.1.to' },
    says: /lambda/,
    change: (d) =>
      setParams(d.objective, 'stepD', { losses: [1, { type: 'linear', to: 'lambda' }] }),
  },
  'a choice that there is not': {
    code: 'param.invalid',
    where: { graph: objective, node: 'lossG', field: 'side' },
    says: /expected "real", "fake" or "generator", found "left"$/,
    change: (d) => setParams(d.objective, 'lossG', { side: 'left' }),
  },
  'too many weights of losses': {
    code: 'param.invalid',
    where: { graph: objective, node: 'stepG', field: 'losses' },
    says: /"losses" of optimizer-step: expected at most 32 entries, found/,
    change: (d) => setParams(d.objective, 'stepG', { losses: Array(40).fill(1) }),
  },
  'a use that names no network': {
    code: 'param.missing',
    where: { graph: objective, node: 'G', field: 'network' },
    says: /apply needs "network"/,
    change: (d) => Object.assign(d.objective.nodes, { G: node('apply') }),
  },
  'a use of a network that is not there': {
    code: 'param.unknown-reference',
    where: { graph: objective, node: 'G', field: 'network' },
    says: /names the network "H".*there are G, D/,
    change: (d) => setParams(d.objective, 'G', { network: 'H' }),
  },
  'a size of zero': {
    code: 'param.out-of-bounds',
    where: { graph: G, node: 'fc', field: 'units' },
    says: /Units expects 1 to 10000000, got 0 from "width - 8" with width = 8/,
    change: (d) => setParams(d.networks.G, 'fc', { units: 'width - 8' }),
  },
  'half a unit': {
    code: 'param.not-integer',
    where: { graph: G, node: 'fc', field: 'units' },
    says: /Units expects a whole number, got 4.5 from "width \/ 2 \+ 0.5"/,
    change: (d) => setParams(d.networks.G, 'fc', { units: 'width / 2 + 0.5' }),
  },
  'an expression that cannot be read': {
    code: 'expression.syntax',
    where: { graph: G, node: 'fc', field: 'units' },
    says: /cannot read the expression "width \*"/,
    change: (d) => setParams(d.networks.G, 'fc', { units: 'width *' }),
  },
  'an expression with an unknown name': {
    code: 'expression.unknown-name',
    where: { graph: G, node: 'z', field: 'shape.0' },
    says: /"depth" names no parameter "depth"; there are width, batch/,
    change: (d) => setParams(d.networks.G, 'z', { shape: ['depth'] }),
  },
  'a division by zero': {
    code: 'expression.not-finite',
    where: { field: 'training.batchSize' },
    says: /expected a finite number, got Infinity from "batch \/ 0" with batch = 4/,
    change: (d) => Object.assign(d.training, { batchSize: 'batch / 0' }),
  },
  'a parameter outside its own bounds': {
    code: 'parameter.out-of-bounds',
    where: { field: 'parameters.width.value' },
    says: /Width expects 1 to 4, got 8/,
    change: (d) =>
      Object.assign(d.parameters, { width: { value: 8, label: 'Width', min: 1, max: 4 } }),
  },
  'a parameter that nothing uses': {
    code: 'parameter.unused',
    severity: 'warning',
    where: { field: 'parameters.idle' },
    says: /nothing uses the parameter "idle"/,
    isMended: true,
    change: (d) => Object.assign(d.parameters, { idle: { value: 1 } }),
  },
  'a parameter whose name reads as a subtraction': {
    code: 'parameter.unusable-name',
    severity: 'warning',
    where: { field: 'parameters.image-size' },
    says: /cannot mean a parameter of the name "image-size": expressions read "-" as minus/,
    isMended: true,
    change: (d) => Object.assign(d.parameters, { 'image-size': { value: 1 } }),
  },
  'a parameter that blocks would take for the number of a copy': {
    code: 'parameter.unusable-name',
    severity: 'warning',
    where: { field: 'parameters.i' },
    says: /in blocks "i" is the number of the copy/,
    isMended: true,
    change: (d) => Object.assign(d.parameters, { i: { value: 1 } }),
  },
  'a parameter with the name of a function': {
    code: 'parameter.unusable-name',
    severity: 'warning',
    where: { field: 'parameters.min' },
    says: /it is a word of the expression language/,
    isMended: true,
    change: (d) => Object.assign(d.parameters, { min: { value: 1 } }),
  },
  'a profile of an unknown parameter': {
    code: 'profile.unknown-parameter',
    severity: 'warning',
    where: { field: 'profiles.small.values.depth' },
    says: /profile small sets the parameter "depth"/,
    change: (d) => Object.assign(d, { profiles: { small: { values: { depth: 1 } } } }),
  },
  'a wire to nowhere': {
    code: 'edge.unknown-node',
    where: { graph: G, field: 'fc.out → gone.in' },
    says: /ends at "gone", which is not on this canvas/,
    isMended: true,
    change: (d) => wire(d.networks.G, 'fc > gone'),
  },
  'a wire to a port that is not there': {
    code: 'edge.unknown-port',
    where: { graph: objective, node: 'G', port: 'w' },
    says: /the input "w", which G does not have; it has z/,
    isMended: true,
    change: (d) => wire(d.objective, 'z > G.w'),
  },
  'a wire from an output by another name': {
    code: 'edge.unknown-port',
    where: { graph: objective, node: 'real', port: 'image' },
    says: /the output "image", which real does not have; it has out/,
    isMended: true,
    change: (d) => {
      cut(d.objective, 'Dreal.x');
      wire(d.objective, 'real.image > Dreal.x');
    },
  },
  'two wires into one input': {
    code: 'input.doubled',
    where: { graph: objective, node: 'Dreal', port: 'x' },
    says: /takes one wire, found two: from real.out and from G.x/,
    isMended: true,
    change: (d) => wire(d.objective, 'G.x > Dreal.x'),
  },
  'a wire that is missing': {
    code: 'input.missing',
    where: { graph: objective, node: 'Dfake', port: 'x' },
    says: /apply expects a tensor at "x", found no wire/,
    change: (d) => cut(d.objective, 'Dfake.x'),
  },
  'nodes that feed themselves': {
    code: 'graph.cycle',
    where: { graph: D, node: 'fc' },
    says: /a cycle through fc, act/,
    isMended: true,
    change: (d) => {
      cut(d.networks.D, 'fc.in');
      wire(d.networks.D, 'act > fc');
    },
  },
  'a layer that reaches no output': {
    code: 'graph.unreachable',
    severity: 'warning',
    where: { graph: D, node: 'spare' },
    says: /spare reaches no output/,
    isMended: true,
    change: (d) => {
      Object.assign(d.networks.D?.nodes ?? {}, { spare: node('relu') });
      wire(d.networks.D, 'fc > spare');
    },
  },
  'an image where a vector is expected': {
    code: 'edge.type-mismatch',
    where: { graph: G, node: 'fc', port: 'in' },
    says: /dense expects a vector, got image \[2, 2, 1\]/,
    isMended: true,
    change: (d) => {
      setParams(d.networks.G, 'z', { shape: [2, 2, 1] });
      setParams(d.objective, 'z', { shape: [2, 2, 1] });
    },
  },
  'a vector where an image is expected': {
    code: 'edge.type-mismatch',
    where: { graph: G, node: 'fc', port: 'in' },
    says: /conv2d expects an image, got vector \[3\]/,
    change: (d) => Object.assign(d.networks.G?.nodes ?? {}, { fc: node('conv2d') }),
  },
  'a loss where a tensor is expected': {
    code: 'edge.type-mismatch',
    where: { graph: objective, node: 'lossG', port: 'logits' },
    says: /adversarial expects a tensor, got loss/,
    change: (d) => {
      cut(d.objective, 'lossG.logits');
      wire(d.objective, 'lossReal.loss > lossG.logits');
    },
  },
  'a network that gets the wrong shape': {
    code: 'shape.mismatch',
    where: { graph: objective, node: 'G', port: 'z' },
    says: /G expects vector \[3\] at "z", got vector \[5\]/,
    change: (d) => setParams(d.objective, 'z', { shape: [5] }),
  },
  'batches of two sizes in one loss': {
    code: 'shape.mismatch',
    where: { graph: objective, node: 'gap' },
    says: /l1 expects inputs of one batch size, got 4 and 8/,
    change: (d) => {
      Object.assign(d.objective.nodes, { gap: node('l1') });
      setParams(d.objective, 'real', { batchSize: '2 * batch' });
      wire(d.objective, 'G.x > gap.prediction', 'real > gap.target');
    },
  },
  'a network without an output': {
    code: 'network.no-output',
    where: { graph: 'networks.E' },
    says: /needs an output node/,
    change: (d) => Object.assign(d.networks, { E: graph({ a: node('input') }) }),
  },
  'a network without an input': {
    code: 'network.no-input',
    where: { graph: 'networks.E' },
    says: /needs an input node/,
    change: (d) => Object.assign(d.networks, { E: graph({ a: node('output') }) }),
  },
  'a network that nothing applies': {
    code: 'network.unused',
    severity: 'warning',
    where: { graph: 'networks.E' },
    says: /nothing in the objective applies E/,
    isMended: true,
    change: (d) => Object.assign(d.networks, { E: structuredClone(d.networks.D) }),
  },
  'a network that no step trains': {
    code: 'network.never-trained',
    severity: 'warning',
    where: { graph: G },
    says: /no optimizer step trains G/,
    change: (d) => {
      delete d.objective.nodes.stepG;
      delete d.objective.nodes.lossG;
      d.objective.edges = d.objective.edges.filter(
        ({ from, to }) => !/(lossG|stepG)/.test(from + to),
      );
    },
  },
  'a loss that no step uses': {
    code: 'loss.unused',
    severity: 'warning',
    where: { graph: objective, node: 'spare' },
    says: /no step uses the loss spare/,
    change: (d) => {
      Object.assign(d.objective.nodes, { spare: node('l1') });
      wire(d.objective, 'G.x > spare.prediction', 'real > spare.target');
    },
  },
  'a step without a loss': {
    code: 'step.no-loss',
    where: { graph: objective, node: 'stepG' },
    says: /needs at least one loss/,
    change: (d) => cut(d.objective, 'stepG.loss0'),
  },
  'a step that trains nothing': {
    code: 'step.no-network',
    where: { graph: objective, node: 'stepG', field: 'trains' },
    says: /trains at least one network/,
    change: (d) => setParams(d.objective, 'stepG', { trains: [] }),
  },
  'a network that no gradient reaches': {
    code: 'step.no-gradient',
    where: { graph: objective, node: 'stepG', field: 'trains' },
    says: /stepG trains G, but no gradient of its losses \(lossG\) reaches a weight of G/,
    change: (d) => {
      Object.assign(d.objective.nodes, { stop: node('stop-gradient') });
      cut(d.objective, 'Dfake.x');
      wire(d.objective, 'G.x > stop.in', 'stop.out > Dfake.x');
    },
  },
  'a loss that does not depend on what its step trains': {
    code: 'step.no-gradient',
    severity: 'warning',
    where: { graph: objective, node: 'stepG', port: 'loss1' },
    says: /the loss lossReal does not depend on the weights that stepG trains/,
    change: (d) => {
      setParams(d.objective, 'stepG', { losses: [1, 1] });
      wire(d.objective, 'lossReal.loss > stepG.loss1');
    },
  },
  'a generator in the step of the discriminator': {
    code: 'step.both-sides',
    severity: 'warning',
    where: { graph: objective, node: 'stepD', field: 'trains' },
    says: /trains D to tell real from fake, and G by the same losses to be told apart/,
    isMended: true,
    change: (d) => setParams(d.objective, 'stepD', { trains: ['D', 'G'] }),
  },
  'discriminator and generator in one step': {
    code: 'step.both-sides',
    severity: 'warning',
    where: { graph: objective, node: 'stepD', field: 'trains' },
    says: /trains D to tell real from fake and G to fool it in one step/,
    change: (d) => {
      setParams(d.objective, 'stepD', { trains: ['D', 'G'], losses: [1, 1, 1] });
      wire(d.objective, 'lossG.loss > stepD.loss2');
    },
  },
  'simultaneous steps that repeat differently': {
    code: 'step.repeat-in-group',
    where: { graph: objective, node: 'stepG', field: 'repeat' },
    says: /steps of equal order 0 are simultaneous/,
    isMended: true,
    change: (d) =>
      setParams(d.objective, 'stepG', { order: 0, repeat: { type: 'constant', value: 2 } }),
  },
  'a sigmoid before a loss that takes logits': {
    code: 'loss.wants-logits',
    severity: 'warning',
    where: { graph: objective, node: 'lossReal', port: 'logits' },
    says: /takes logits.*found act2 at the end of D/,
    isMended: true,
    change: (d) => {
      Object.assign(d.networks.D?.nodes ?? {}, { act2: node('sigmoid') });
      cut(d.networks.D, 'y.in');
      wire(d.networks.D, 'score > act2', 'act2 > y');
    },
  },
  'a label that nothing reads': {
    code: 'source.label-unused',
    severity: 'warning',
    where: { graph: objective, node: 'real', port: 'label' },
    says: /gives labels at "label", but nothing reads them/,
    isMended: true,
    change: (d) => {
      d.objective.nodes.real = node('dataset', {
        data: { type: 'points', dimensions: 4 },
        labels: true,
      });
      cut(d.objective, 'Dreal.x');
      wire(d.objective, 'real.points > Dreal.x');
    },
  },
  'batch normalization of a batch of one': {
    code: 'batch.single-under-batch-norm',
    severity: 'warning',
    where: { graph: D, node: 'act' },
    says: /normalizes over the batch, but D(real|fake) runs it on a batch of one/,
    change: (d) => {
      Object.assign(d.networks.D?.nodes ?? {}, { act: node('batch-norm') });
      Object.assign(d.parameters, { batch: { value: 1 } });
    },
  },
  'an objective without steps': {
    code: 'objective.empty',
    where: { graph: objective },
    says: /needs an optimizer step/,
    change: (d) => Object.assign(d, { objective: graph({}) }),
  },
  'more memory than any device has': {
    code: 'memory.too-much',
    says: /training needs about .* GiB/,
    change: (d) => Object.assign(d.parameters, { width: { value: 1e7 }, batch: { value: 65536 } }),
  },
};

describe('a document with', () => {
  it.each(Object.entries(cases))('%s says so, and where', (_, wanted) => {
    const document = broken(wanted.change);
    const problem = find(document, wanted.code);
    expect(problem.message).toMatch(wanted.says);
    expect(problem.severity).toBe(wanted.severity ?? 'error');
    expect(problem.where).toEqual(wanted.where ?? {});
    if (!wanted.isMended) return;
    const mended = (problem.fix?.edits ?? []).reduce(applyEdit, document);
    expect(problemsOf(mended).map(({ code }) => code)).not.toContain(wanted.code);
  });

  it('nothing wrong has no problems', () => {
    expect(problemsOf(sample())).toEqual([]);
  });

  it('a port by another name is offered the one that is meant, if that is free', () => {
    const fixOf = (from: string, to: string, isFree: boolean) =>
      find(
        broken((d) => {
          if (isFree) cut(d.objective, to);
          wire(d.objective, `${from} > ${to.replace(/\..*/, '.other')}`);
        }),
        'edge.unknown-port',
      ).fix?.label;
    expect(fixOf('real.out', 'Dreal.x', true)).toBe('Use Dreal.x');
    expect(fixOf('real.out', 'Dreal.x', false)).toBe('Remove the wire from real.out');
  });

  it('one cause has one problem, not one for each wire that hangs on it', () => {
    const ofNoKind = broken((d) => Object.assign(d.networks.D?.nodes ?? {}, { act: node('rleu') }));
    const errors = problemsOf(ofNoKind).filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code }) => code)).toEqual(['node.unknown-kind']);
    const unused = broken((d) => setParams(d.objective, 'Dreal', { network: 'E' }));
    expect(problemsOf(unused).map(({ code }) => code)).toEqual(['param.unknown-reference']);
  });

  it('several problems lists errors before warnings', () => {
    const document = broken((d) => {
      Object.assign(d.parameters, { idle: { value: 1 } });
      setParams(d.networks.D, 'score', { units: 'gone' });
    });
    expect(problemsOf(document).map(({ severity }) => severity)).toEqual(['error', 'warning']);
  });
});

describe('a block', () => {
  const withBlock = (params: Record<string, unknown>, change?: (d: Document) => void) =>
    broken((d) => {
      d.blocks = {
        Layer: {
          parameters: { units: { value: 4, min: 1, integer: true } },
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
      Object.assign(d.networks.G?.nodes ?? {}, {
        fc: node('block', { block: 'Layer', ...params }),
      });
      cut(d.networks.G, 'fc.in');
      cut(d.networks.G, 'x.in');
      wire(d.networks.G, 'z > fc.a', 'fc.b > x');
      change?.(d);
    });

  it('that does not exist is told', () => {
    expect(find(withBlock({ block: 'Gone' }), 'param.unknown-reference').message).toMatch(/"Gone"/);
  });

  it('that contains itself is told with the way around', () => {
    const document = withBlock({}, (d) => {
      Object.assign(d.blocks?.Layer?.nodes ?? {}, { again: node('block', { block: 'Layer' }) });
    });
    const { where, message } = find(document, 'block.recursive');
    expect(where).toEqual({ graph: 'blocks.Layer', node: 'again' });
    expect(message).toMatch(/Layer/);
  });

  it('that is repeated needs one input and one output', () => {
    const document = withBlock({ repeat: 2 }, (d) => {
      Object.assign(d.blocks?.Layer?.nodes ?? {}, { c: node('output') });
      wire(d.blocks?.Layer, 'fc > c');
    });
    expect(find(document, 'block.repeat-ports').message).toMatch(/has 1 and 2/);
  });

  it('gets arguments that it has, within their bounds', () => {
    const unknown = find(withBlock({ arguments: { size: 3 } }), 'param.unknown');
    expect(unknown.where).toEqual({ graph: 'networks.G', node: 'fc', field: 'arguments.size' });
    const half = find(withBlock({ arguments: { units: 'width / 16' } }), 'param.not-integer');
    expect(half.message).toMatch(/got 0.5/);
  });

  it('of blocks of blocks is not expanded without end', () => {
    const document = withBlock({ block: 'B0', repeat: 1000 }, (d) => {
      for (const at of [0, 1, 2, 3]) {
        const inner = node('block', { block: at < 3 ? `B${at + 1}` : 'Layer', repeat: 1000 });
        const [a, b] = at < 3 ? ['in', 'out'] : ['a', 'b'];
        Object.assign(d.blocks ?? {}, {
          [`B${at}`]: graph(
            { in: node('input'), use: inner, out: node('output') },
            `in > use.${a}`,
            `use.${b} > out`,
          ),
        });
      }
      d.networks.G = graph(
        {
          z: node('input', { shape: [3] }),
          use: node('block', { block: 'B0', repeat: 1000 }),
          x: node('output'),
        },
        'z > use.in',
        'use.out > x',
      );
    });
    expect(find(document, 'graph.too-large').message).toMatch(/50000 nodes/);
    const told = problemsOf(document).filter(({ code }) => code === 'graph.too-large');
    expect(told).toHaveLength(1);
  });

  it('that nothing uses only warns', () => {
    const document = broken((d) => {
      d.blocks = {
        Idle: graph(
          { a: node('input'), r: node('relu', { slope: 1 }), b: node('output') },
          'a > r > b',
        ),
      };
    });
    expect(problemsOf(document).map(({ severity }) => severity)).toEqual(['warning']);
  });
});
