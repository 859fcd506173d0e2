/** What of a program does not fit into a device's memory, where, and the largest batch that would. */
import { batchesOf } from './cost.ts';
import { type MemoryEstimate, memoryOf } from './memory.ts';
import type { Program } from './program.ts';
import { blocksToRecompute } from './recompute-more.ts';
import { stepsOf } from './stage-steps.ts';
import { networkByName, sizeOf } from './weights.ts';

type Estimate = (program: Program, scale?: number) => MemoryEstimate;

/** Bytes; null where nobody knows. */
export interface MemoryLimits {
  readonly all: number | null;
  /** One tensor. */
  readonly array: number | null;
  /** What is needed there; absent, what a host needs. */
  readonly estimate?: Estimate;
}

/** The estimate is good to a tenth: only what is above it for certain is refused. */
const DOUBT = 1.1;

/** A sentence, or null where all fits. */
export function misfitOf(program: Program, limits: MemoryLimits): string | null {
  return arrayMisfit(program, limits.array) ?? sumMisfit(program, limits);
}

function sumMisfit(
  program: Program,
  { all: limit, estimate: estimateOf = memoryOf }: MemoryLimits,
): string | null {
  if (limit === null) return null;
  const estimate = estimateOf(program);
  if (estimate.peak <= limit * DOUBT) return null;
  return `${needOf(program, estimate)}, and there is room for ${inWords(limit)}. ${wayOut(program, limit, estimateOf)}`;
}

/** What is needed, and by which step. */
export function needOf(program: Program, { peak, standing, stages }: MemoryEstimate): string {
  const phases = program.iteration.flatMap((group) => group.phases);
  const at = stages.find((peaks) => peaks.includes(peak))?.indexOf(peak);
  const node = at === undefined ? undefined : phases[at]?.node;
  const where = node === undefined ? '' : ` in the step "${node}"`;
  return `training needs about ${inWords(peak)} at its peak${where} (${inWords(standing)} of it for weights and optimizer, whatever the batch)`;
}

/** What would make it fit. */
export function wayOut(program: Program, limit: number, estimateOf: Estimate = memoryOf): string {
  const batch = largestBatch(program, (scale) => estimateOf(program, scale).peak <= limit);
  const blocks = blocksToRecompute(program, (changed) => estimateOf(changed).peak <= limit);
  const other =
    blocks.length === 0
      ? ''
      : ` All of it fits with "Recompute" on in ${blocks.map((path) => `"${path}"`).join(', ')}.`;
  return batch === 0
    ? `Not even a batch of 1 fits: use a smaller profile, image or network.${other}`
    : `A batch of ${batch} fits, or use a smaller profile.${other}`;
}

function arrayMisfit(program: Program, limit: number | null): string | null {
  if (limit === null) return null;
  const { get } = batchesOf(program);
  const networks = networkByName(program.networks);
  for (const { name, layers } of program.networks) {
    for (const { id, weights } of layers) {
      const weight = weights.find(({ shape }) => bytesOf(shape) > limit);
      if (!weight) continue;
      return `the weight "${weight.name}" of the layer "${name}/${id}" takes ${inWords(bytesOf(weight.shape))}, and one tensor of this device may take ${inWords(limit)}. Use a smaller profile or a narrower layer.`;
    }
  }
  let most = { bytes: limit, layer: '', batch: 0 };
  for (const step of stepsOf(program.iteration)) {
    if (step.type !== 'apply') continue;
    for (const { id, outputShape } of networks.get(step.network)?.layers ?? []) {
      const bytes = bytesOf(outputShape) * get(step);
      if (bytes > most.bytes) most = { bytes, layer: `${step.network}/${id}`, batch: get(step) };
    }
  }
  if (most.batch === 0) return null;
  const batch = largestBatch(program, (scale) => most.bytes * scale <= limit);
  const out =
    batch === 0
      ? 'Not even a batch of 1 fits: use a smaller profile, image or network.'
      : `A batch of ${batch} fits, or use a smaller profile.`;
  return `what the layer "${most.layer}" gives for a batch of ${most.batch} takes ${inWords(most.bytes)}, and one tensor of this device may take ${inWords(limit)}. ${out}`;
}

const bytesOf = (shape: readonly number[]): number => 4 * sizeOf(shape);

/** Not above the document's; 0 where one sample is too much. */
function largestBatch({ batchSize }: Program, fits: (scale: number) => boolean): number {
  let [fitting, over] = [0, batchSize + 1];
  while (over - fitting > 1) {
    const middle = Math.floor((fitting + over) / 2);
    if (fits(middle / batchSize)) fitting = middle;
    else over = middle;
  }
  return fitting;
}

function inWords(bytes: number): string {
  const [mib, gib] = [bytes / 2 ** 20, bytes / 2 ** 30];
  if (!(gib < 1e6)) return 'millions of GiB';
  return gib >= 1 ? `${gib.toFixed(1)} GiB` : `${mib.toFixed(mib < 10 ? 1 : 0)} MiB`;
}
