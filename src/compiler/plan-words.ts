/**
 * The words of a printed plan, in English: what `ganvas plan` prints, and the source of translations. Identifiers, calls
 * and settings of optimizers are no words; they are printed as documents have them.
 */
export const planWords = {
  steps: (count: number) => `${count} steps`,
  epochs: (count: number) => `${count} epochs`,
  length: (long: string, batch: number, seed: number) => `${long} of batch ${batch}, seed ${seed}`,
  cadence: (samples: number, metrics: number, checkpoint: number) =>
    `samples every ${samples}, metrics every ${metrics}, checkpoint every ${checkpoint}`,
  mixed: 'in mixed precision where the device can',
  network: (name: string, weights: string, fixed: string | null) =>
    `network ${name}: ${weights} weights${fixed === null ? '' : ` (+${fixed} not trainable)`}`,
  input: 'input',
  output: 'output',
  sources: 'sources',
  iteration: 'each iteration (gradients flow through what is marked │)',
  label: (classes: number) => `label of ${classes}`,
  loss: 'loss',
  source: (node: string, kind: string, values: string, drawn: string) =>
    `${node}: ${kind} ${values}, drawn ${drawn}`,
  drawn: {
    iteration: 'once an iteration',
    phase: 'for each step',
    repeat: 'for each repeat',
  },
  /** Built-in data, modes of losses and the like, by what documents call them; what stands here not is said as it is. */
  names: {} as Readonly<Record<string, string>>,
  data: (name: string, part: string | null) =>
    `${part === null ? '' : `${part} of `}${name} unless data is bound`,
  flipped: 'flipped at random',
  classes: (count: number) => `${count} classes`,
  together: (order: number) =>
    `together (order ${order}): all gradients are taken before any is applied`,
  phase: (title: string, networks: string) => `${title}: trains ${networks}`,
  repeated: (times: string) => `repeated ${times} times`,
  every: (iterations: number) => `every ${iterations} iterations`,
  minimize: (sum: string) => `minimize ${sum}`,
  rate: (optimizer: string, rate: string) => `${optimizer}, rate ${rate}`,
  weightClip: (bound: number) => `weights clipped to ±${bound}`,
  gradientClip: (norm: number) => `gradient norm at most ${norm}`,
  average: (decay: number) => `moving average with decay ${decay}`,
  keep: (values: string) => `keep ${values} for later steps`,
  preview: (title: string) => `preview "${title}"`,
  scatter: (title: string) => `scatter "${title}"`,
  metric: (title: string) => `metric "${title}"`,
  show: (values: string) => `show ${values}`,
  compare: (values: string) => `compare ${values}`,
  draw: 'draw',
  recall: 'recall',
  recalled: (shape: string) => `${shape} as the earlier step made it`,
  stop: (value: string) => `stop-gradient(${value})`,
  pool: (value: string, size: number) => `image-pool(${value}, ${size} samples)`,
  statisticsStay: '(statistics stay)',
  within: (kind: string, network: string) => `${kind} of ${network}`,
  lossSettings: (mode: string, side: string) => `${mode} ${side}`,
  ramp: (type: 'linear' | 'cosine' | 'exponential', from: number, to: number, over: string) =>
    `${type} ${from} → ${to} over iterations ${over}`,
  from: (value: number, iteration: number) => `${value} from ${iteration}`,
  atEvery: (value: number, iterations: number) => `${value} at every ${iterations}th`,
  stages: 'stages (what numbers that change with the iteration shut off is left out)',
  stage: (from: number, sizes: string | null, cost: string) =>
    `from ${from}: ${sizes ?? 'all layers'}; ${cost} multiply-adds`,
  stageSize: (network: string, now: number, all: number) => `${network} ${now} of ${all} layers`,
};

export type PlanWords = typeof planWords;
