/** A run as it is compared: what the page reads from its library and the terminal from a folder. Plain data. */
import type { Document } from '../../graph-schemas/document.ts';
import type { Progress } from './progress.ts';

/** As many as can be told apart by colour. */
export const MOST_RUNS = 8;

/** One number of a run over its steps, in ascending order. */
export interface Series {
  readonly kind: 'loss' | 'metric';
  /** Equal for what is comparable in two runs: `loss generatorLoss`, `metric distance slicedWasserstein`. */
  readonly key: string;
  /** The loss node, or the value that the metric node measured. */
  readonly name: string;
  /** Of a metric: what its node is called. */
  readonly title?: string;
  readonly steps: Float64Array;
  /** NaN where nothing was measured. */
  readonly values: Float64Array | Float32Array;
}

/** A sheet or scatter plot that was kept, without its content. */
export interface KeptSheet {
  readonly view: string;
  readonly title: string;
  readonly step: number;
}

export interface ComparedRun {
  readonly id: string;
  /** Unlike those of the others that it is compared with. */
  readonly name: string;
  readonly document: Document;
  readonly step: number;
  readonly totalSteps: number | null;
  /** Time in training alone, or null where it was not kept. */
  readonly trainedMs: number | null;
  /** The most memory that a step took; null where it was not measured. */
  readonly peakBytes: number | null;
  /** Seconds in training and images seen by each step; null in runs of before they were kept. */
  readonly progress: { readonly seconds: Progress | null; readonly images: Progress | null };
  /** What the batch size came to; null where the document does not compile. */
  readonly batchSize: number | null;
  /** Where it was computed: `wasm`, `webgpu`. */
  readonly backend: string;
  /** Names of its data with their counts, and what tells equal data. */
  readonly data: { readonly name: string; readonly hash: string };
  /** Trainable weights by network, and multiply-adds of an iteration. */
  readonly cost: Cost | null;
  readonly series: readonly Series[];
  /** By view, then by step. */
  readonly sheets: readonly KeptSheet[];
}

export interface Cost {
  readonly trainable: Readonly<Record<string, number>>;
  readonly multiplyAdds: number;
  readonly memoryBytes: number;
}

/** Names that several share get a number. */
export function toldApart(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let free = name;
    for (let n = 2; taken.has(free); n += 1) free = `${name} (${n})`;
    taken.add(free);
    return free;
  });
}
