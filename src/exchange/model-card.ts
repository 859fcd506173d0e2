/**
 * A model card in Markdown (Mitchell et al., 2019): what a run knows of itself is filled in, what only a person can know is
 * left open and marked. https://arxiv.org/abs/1810.03993
 */
import type { RunRecord } from '../../graph-schemas/run-record.ts';
import { optimizerText } from '../compiler/optimizer-text.ts';
import { planWords } from '../compiler/plan-words.ts';
import type { Phase, Program, ViewProgram } from '../compiler/program.ts';
import { printSchedule } from '../compiler/schedules.ts';
import { countWeights } from '../compiler/weights.ts';
import { METRICS, type Metric } from '../nodes/shared/metrics.ts';
import { plainName } from './export-file.ts';
import type { ArchivedMetric, LossColumns } from './run-archive.ts';

export interface CardFacts {
  readonly record: RunRecord;
  readonly program: Program;
  readonly losses: LossColumns;
  readonly metrics: readonly ArchivedMetric[];
  /** Pictures that lie beside the card. */
  readonly sheets: readonly {
    readonly title: string;
    readonly step: number;
    readonly path: string;
  }[];
  readonly versions: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export function modelCard(facts: CardFacts): string {
  const { record, program, now } = facts;
  const { document } = record;
  return `${[
    `# ${oneLine(record.name || program.name || 'Adversarial networks')}`,
    document.description ?? '',
    record.notes.trim() === '' ? '' : `## Notes\n\n${record.notes.trim()}`,
    references(record),
    open(
      'Intended use',
      'what these networks are for, by whom, and what they must not be used for.',
    ),
    sheetsOf(facts),
    `## Data\n\n${dataOf(record, program)}`,
    fillIn('where the data is from, who is shown in it, its licence, what it leaves out.'),
    `## Networks\n\n${networksOf(program)}`,
    `## Objective\n\n${objectiveOf(program)}`,
    `## Training\n\n${trainingOf(facts)}`,
    `## Results\n\n${resultsOf(facts)}`,
    open(
      'Limits and risks',
      'what samples get wrong, which groups or modes are missing, whether training images come back, what has not been tested.',
    ),
    `## Load it\n\n${loading(program)}`,
    `---\n\nWritten ${day(now)} by ${named(facts.versions)}. Facts are those of the run; what is marked “to fill in” is nobody's claim yet.`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

/** For whoever searches a card that is not finished. */
export const FILL_IN = '**To fill in:**';
const fillIn = (what: string): string => `> ${FILL_IN} ${what}`;
const open = (title: string, what: string): string => `## ${title}\n\n${fillIn(what)}`;

function references({ document }: RunRecord): string {
  const list = (document.references ?? []).map(({ title, url }) => `- [${cell(title)}](${url})`);
  return list.length === 0 ? '' : `## References\n\n${list.join('\n')}`;
}

function sheetsOf({ sheets }: CardFacts): string {
  if (sheets.length === 0) return '';
  const pictures = sheets.map(
    ({ title, step, path }) =>
      `![${cell(title)}, step ${step}](${path})\n\n${title}, step ${step}.`,
  );
  return `## Samples\n\n${pictures.join('\n\n')}`;
}

function dataOf({ bindings, data }: RunRecord, { sources }: Program): string {
  const rows = sources.flatMap(({ node, feed }) => {
    if (!feed) return [];
    const binding = bindings[node];
    const known = data[node];
    const name = known?.name ?? binding?.name ?? feed.builtin;
    const kind = binding?.type === 'stored' ? 'own files' : 'generated';
    const form =
      feed.transform.type === 'image'
        ? `${feed.transform.width} × ${feed.transform.height} × ${feed.transform.channels}`
        : 'points in the plane';
    const hash = known ? `\`${known.hash}\`` : 'not recorded';
    return [table(node, name, kind, known ? count(known.count) : 'not recorded', form, hash)];
  });
  if (rows.length === 0) return 'The graph reads no data.';
  return [
    '| node | data | kind | items | as | identity |',
    '| --- | --- | --- | ---: | --- | --- |',
    ...rows,
  ].join('\n');
}

function networksOf({ networks }: Program): string {
  const rows = networks.map((network) => {
    const { trainable, nonTrainable } = countWeights(network.layers);
    const takes = network.inputs.map(({ name, type }) =>
      type.type === 'tensor' ? `${name} ${shape(type.shape)}` : name,
    );
    const gives = network.outputs.map((output) => `${output.name} ${shape(output.shape)}`);
    const fixed = nonTrainable > 0 ? ` + ${count(nonTrainable)} not trained` : '';
    return table(
      network.name,
      takes.join(', '),
      gives.join(', '),
      `${network.layers.length}`,
      `${count(trainable)}${fixed}`,
    );
  });
  return [
    '| network | takes | gives | layers | parameters |',
    '| --- | --- | --- | ---: | ---: |',
    ...rows,
  ].join('\n');
}

function objectiveOf({ iteration }: Program): string {
  return iteration
    .flatMap(({ phases }) => phases)
    .map((phase, k) => `${k + 1}. ${phaseText(phase)}`)
    .join('\n');
}

function phaseText(phase: Phase): string {
  const { title, trains, losses, forward, optimizer, learningRate, repeat, every } = phase;
  const kinds = new Map(
    forward.flatMap((step) => {
      if (step.type !== 'loss') return [];
      // Which of a kind's forms: the settings that are words.
      const words = Object.values(step.params).filter((value) => typeof value === 'string');
      return [[step.output, [step.kind, ...words].join(', ')] as const];
    }),
  );
  const sum = losses.map(({ value, weight }) => {
    const factor = printSchedule(weight, planWords);
    const kind = kinds.get(value);
    return `${factor === '1' ? '' : `${factor} × `}\`${value.split('.')[0]}\`${kind ? ` (${kind})` : ''}`;
  });
  const times = printSchedule(repeat, planWords);
  return [
    `**${title}** changes ${trains.join(', ')} to minimize ${sum.join(' + ')};`,
    `${optimizerText(optimizer)}, learning rate ${printSchedule(learningRate, planWords)}`,
    ...(times === '1' ? [] : [`, ${times} times an iteration`]),
    ...(every === 1 ? [] : [`, every ${every} iterations`]),
    ...(phase.weightClip === null ? [] : [`, weights clipped to ± ${phase.weightClip}`]),
    ...(phase.gradientClip === null ? [] : [`, gradient norm at most ${phase.gradientClip}`]),
    ...(phase.averageDecay === null ? [] : [`, moving average of decay ${phase.averageDecay}`]),
  ]
    .join(' ')
    .replaceAll(' ,', ',')
    .concat('.');
}

function trainingOf({ record, program }: CardFacts): string {
  const { step, totalSteps, trainedMs, ranOn, origin } = record;
  const began = {
    fresh: 'weights drawn from the seed',
    fork:
      origin.type === 'fork'
        ? `weights of another run at step ${origin.step} (${origin.kept.length} tensors kept, ${origin.fresh.length} drawn from the seed)`
        : '',
    file: origin.type === 'file' ? `the file ${origin.name}` : '',
  }[origin.type];
  const on = ranOn.map(
    ({ fromStep, backend, device, versions }) =>
      `- from step ${fromStep}: ${backend}, ${device}${Object.keys(versions).length > 0 ? ` (${named(versions)})` : ''}`,
  );
  const facts: readonly (readonly [string, string])[] = [
    ['iterations', totalSteps > 0 ? `${count(step)} of ${count(totalSteps)}` : count(step)],
    ['batch size', count(program.batchSize)],
    ['seed', `${program.seed}`],
    ['began with', began],
    ['began on', day(record.createdAt)],
    ...(trainedMs > 0 ? [['time training', duration(trainedMs)] as const] : []),
    ...(record.tags.length > 0 ? [['tags', record.tags.join(', ')] as const] : []),
  ];
  const parameters = Object.entries(record.document.parameters).map(([name, { value, label }]) =>
    table(`\`${name}\``, label ?? '', `${value}`),
  );
  return [
    ['| | |', '| --- | --- |', ...facts.map(([name, value]) => table(name, value))].join('\n'),
    on.length > 0 ? `Computed on:\n\n${on.join('\n')}` : '',
    parameters.length > 0
      ? ['| parameter | | value |', '| --- | --- | ---: |', ...parameters].join('\n')
      : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function resultsOf({ metrics, losses, program }: CardFacts): string {
  const last = losses.steps.length - 1;
  const step = losses.steps[last];
  const values = losses.names.map((name, k) =>
    table(`\`${name}\``, number(losses.values[k]?.[last] ?? Number.NaN)),
  );
  const lossTable =
    step === undefined
      ? 'No losses were kept.'
      : [`| loss at step ${step} | |`, '| --- | ---: |', ...values].join('\n');
  const views = new Map<string, ArchivedMetric>();
  for (const metric of metrics) {
    const before = views.get(metric.view);
    if (!before || before.step <= metric.step) views.set(metric.view, metric);
  }
  const rows = [...views.values()].flatMap((metric) => {
    const { title, values: measured, samples, fault } = metric;
    const on = samples === undefined ? 'not recorded' : count(samples);
    const by = extractorOf(program.views.find(({ node }) => node === metric.view));
    if (fault !== undefined)
      return [table(title, `not measured: ${fault}`, '', on, by, `${metric.step}`)];
    return Object.entries(measured).map(([name, value]) =>
      table(title, name, number(value), on, by, `${metric.step}`),
    );
  });
  const metricTable =
    rows.length === 0
      ? 'No metrics were measured. Losses of adversarial networks say little about quality.'
      : [
          '| metric | value of | | samples | compared by | step |',
          '| --- | --- | ---: | ---: | --- | ---: |',
          ...rows,
        ].join('\n');
  return `${metricTable}\n\n${lossTable}`;
}

/** Distances are of the features that they were measured on: figures of papers, on other features, are no match. */
function extractorOf(view: ViewProgram | undefined): string {
  if (view?.spec.type !== 'metric') return '';
  const { metric, features, usesAverage } = view.spec;
  const what = {
    random: 'fixed random network',
    classifier: 'classifier trained on the data',
    own: features.type === 'own' ? `own model ${features.model}` : '',
  }[features.type];
  const isOnFeatures = METRICS[metric as Metric]?.isOnFeatures ?? false;
  return [...(isOnFeatures ? [what] : []), ...(usesAverage ? ['averaged weights'] : [])].join(', ');
}

function loading({ name, networks }: Program): string {
  const plain = plainName(name, 'graph').toLowerCase();
  const first = plainName(networks[0]?.name ?? '', 'network');
  return [
    `- **Ganvas**: drop \`${plain}.ganvas.zip\` on the page; the run opens and goes on. Terminal: \`ganvas train --resume ${plain}.ganvas.zip --out DIR\`.`,
    `- **TensorFlow.js** (\`${plain}-tfjs.zip\`): \`import './ganvas-layers.js'\`, then \`await loadLayersModel('./${first}/model.json')\`.`,
    `- **PyTorch** (\`${plain}-pytorch.zip\`): \`pip install -r requirements.txt\`, then \`python train.py --weights weights.safetensors\`; the networks are classes of \`model.py\`.`,
    `- **safetensors** (\`${plain}.safetensors\`): \`safetensors.numpy.load_file\`; names are \`network/layer/weight\`, axes those of TensorFlow.`,
  ].join('\n');
}

/** Of free text, in a table or a link. */
const cell = (text: string): string => oneLine(text).replace(/[|[\]\\]/g, '\\$&');
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
const table = (...cells: readonly string[]): string =>
  `| ${cells.map((each) => oneLine(each).replaceAll('|', '\\|')).join(' | ')} |`;
const shape = (lengths: readonly number[]): string => `[${lengths.join(', ')}]`;
const count = (value: number): string => value.toLocaleString('en-US');
const number = (value: number): string =>
  Number.isFinite(value) ? `${Number(value.toPrecision(4))}` : `${value}`;
const day = (time: number): string => new Date(time).toISOString().slice(0, 10);
const named = (versions: Readonly<Record<string, string>>): string =>
  Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ');

function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}
