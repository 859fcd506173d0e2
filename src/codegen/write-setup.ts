/** Lines of the experiment's constructor for its data and its optimizer steps. */
import type { Phase, Program, SourceProgram } from '../compiler/program.ts';
import type { ObjectiveNames } from './objective-names.ts';
import { call, float, literal, number, quoted, statement } from './python-text.ts';
import { isConstant, scheduleText } from './schedule-text.ts';
import type { SharedValues } from './shared-values.ts';
import { batchText, networkVariable, type Scene } from './step-lines.ts';

export function feedLines({ sources, batchSize }: Program): string[] {
  const scene = { program: { batchSize }, batch: 'args.batch_size' } as Scene;
  const fed = sources.flatMap((source) => (source.feed ? [source] : []));
  const seedOf = (source: SourceProgram) =>
    fed.indexOf(source) === 0 ? 'args.seed' : `args.seed + ${fed.indexOf(source)}`;
  return [
    statement('self.feeds: dict[str, Feed] = {}', 2),
    ...fed.map((source) => {
      const args = [
        samplesText(source, seedOf(source)),
        batchText(scene, source.batchSize),
        seedOf(source),
        'self.device',
        'rank=processes.rank',
        'count=processes.count',
        'workers=args.workers',
      ];
      return statement(`self.feeds[${quoted(source.node)}] = ${call('Feed', args)}`, 2);
    }),
  ];
}

function samplesText({ feed }: SourceProgram, seed: string): string {
  if (!feed) throw new Error('internal: a source without data has no feed');
  const { transform, withLabels, classes, builtin, select, factor } = feed;
  if (transform.type === 'points') return call('Points', [quoted(builtin), seed]);
  const { height, width, channels, range, fit, isFlipped, resize } = transform;
  const settings = [
    number(height),
    number(width),
    number(channels),
    ...(range === 'symmetric' ? [] : ['is_symmetric=False']),
    ...(fit === 'crop' ? [] : [`fit=${quoted(fit)}`]),
    ...(isFlipped ? ['flips=True'] : []),
    ...(resize ? [`resize=${literal(resize)}`] : []),
  ];
  return call('Images', [
    'args.data',
    call('ImageTransform', settings),
    ...(withLabels ? [`classes=${classes}`] : []),
    ...(select === 'all' ? [] : [`select=${quoted(select)}`]),
    ...(select === 'resolutions' ? [`factor=${factor}`] : []),
  ]);
}

export function stepLine(phase: Phase, names: ObjectiveNames, shared: SharedValues): string {
  const name = names.steps.get(phase.node) ?? '';
  const networks = phase.trains.map((network) => networkVariable(names, network));
  const averages = phase.trains.flatMap((network) => names.averages.get(network) ?? []);
  const parameters =
    networks.length === 1
      ? `self.${networks[0]}.parameters()`
      : `[*${networks.map((network) => `self.${network}.parameters()`).join(', *')}]`;
  const args = [
    quoted(phase.title),
    `self.${names.lossMethods.get(phase.node)}`,
    `{${networks.map((network) => `"${network}": self.${network}`).join(', ')}}`,
    optimizerText(phase, parameters),
    scheduleText(phase.learningRate),
    'processes=processes',
    'precision=precision',
    ...(isConstant(phase.repeat, 1) ? [] : [`repeat=${scheduleText(phase.repeat)}`]),
    ...(phase.every === 1 ? [] : [`every=${phase.every}`]),
    ...(phase.weightClip === null ? [] : [`weight_clip=${number(phase.weightClip)}`]),
    ...(phase.gradientClip === null ? [] : [`gradient_clip=${number(phase.gradientClip)}`]),
    ...(phase.averageDecay === null
      ? []
      : [
          `averages=[${averages.map((average) => `self.${average}`).join(', ')}]`,
          `average_decay=${number(phase.averageDecay)}`,
        ]),
    ...(shared.keepsGraph(phase.index) ? ['keeps_graph=True'] : []),
  ];
  return statement(`self.${name} = ${call('OptimizerStep', args)}`, 2);
}

function optimizerText({ optimizer, learningRate }: Phase, parameters: string): string {
  const lr =
    learningRate.type === 'constant'
      ? learningRate.value
      : 'from' in learningRate
        ? learningRate.from
        : (learningRate.values[0]?.value ?? 0);
  const decay =
    optimizer.weightDecay === 0 ? [] : [`weight_decay=${number(optimizer.weightDecay)}`];
  switch (optimizer.type) {
    case 'adam':
    case 'adamw': {
      const { beta1, beta2, epsilon, weightDecay } = optimizer;
      return call(optimizer.type === 'adam' ? 'torch.optim.Adam' : 'torch.optim.AdamW', [
        parameters,
        `lr=${number(lr)}`,
        `betas=(${float(beta1)}, ${float(beta2)})`,
        ...(epsilon === 1e-8 ? [] : [`eps=${number(epsilon)}`]),
        // AdamW decays by 0.01 where nothing is said.
        ...(optimizer.type === 'adamw' ? [`weight_decay=${number(weightDecay)}`] : decay),
      ]);
    }
    case 'rmsprop': {
      const { decay: alpha, momentum, epsilon } = optimizer;
      return call('torch.optim.RMSprop', [
        parameters,
        `lr=${number(lr)}`,
        `alpha=${number(alpha)}`,
        `eps=${number(epsilon)}`,
        ...(momentum === 0 ? [] : [`momentum=${number(momentum)}`]),
        ...decay,
      ]);
    }
    case 'sgd': {
      const { momentum, isNesterov } = optimizer;
      return call('torch.optim.SGD', [
        parameters,
        `lr=${number(lr)}`,
        ...(momentum === 0 ? [] : [`momentum=${number(momentum)}`]),
        ...(isNesterov && momentum > 0 ? ['nesterov=True'] : []),
        ...decay,
      ]);
    }
    default:
      return unreachable(optimizer);
  }
}

function unreachable(value: never): never {
  throw new Error(`internal: no optimizer of the form ${JSON.stringify(value)}`);
}
