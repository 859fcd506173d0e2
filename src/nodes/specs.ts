/**
 * Plain data that sources, steps and views hand to the compiler: no kind names, only what to do.
 * The runtime interprets these; nothing here is a function.
 */

/** How often a source is drawn: once per iteration and shared, or anew for each phase, or for each repeat of a phase. */
export type Fresh = 'iteration' | 'phase' | 'repeat';

/**
 * What a dataset node takes of its data: every image; one of two domains, or one side of pairs; both sides of pairs; each
 * image at a low and a high resolution.
 */
export type Select = 'all' | 'a' | 'b' | 'pairs' | 'resolutions';

/** What a dataset node asks of the data bound to it. */
export interface Feed {
  /** Generated data to use while the person has bound none: a name of `builtin-data.ts`. */
  readonly builtin: string;
  readonly select: Select;
  /** Of `resolutions`: low is the mean of factor × factor pixels of high. */
  readonly factor: number;
  readonly transform:
    | {
        readonly type: 'image';
        readonly height: number;
        readonly width: number;
        readonly channels: 1 | 3;
        /** Pixel values after scaling: [−1, 1] or [0, 1]. */
        readonly range: 'symmetric' | 'unit';
        readonly fit: 'stretch' | 'crop' | 'pad';
        /** Flip each image left to right with probability one half. */
        readonly isFlipped: boolean;
        /** Height and width before height × width is cut out: at random in training, the middle in views. */
        readonly resize?: readonly [number, number];
      }
    | { readonly type: 'points'; readonly dimensions: number };
  readonly withLabels: boolean;
  readonly classes: number;
}

/** What extracts from images what some metrics compare. */
export type MetricFeatures =
  | { readonly type: 'random' | 'classifier' }
  /** A tf.js model that whoever runs the program keeps under this name. */
  | { readonly type: 'own'; readonly model: string; readonly range: 'symmetric' | 'unit' };

/** A number that depends on the iteration, counted from 0. */
export type Schedule =
  | { readonly type: 'constant'; readonly value: number }
  | {
      readonly type: 'linear';
      readonly from: number;
      readonly to: number;
      readonly start: number;
      readonly end: number;
    }
  | {
      readonly type: 'cosine';
      readonly from: number;
      readonly to: number;
      readonly start: number;
      readonly end: number;
    }
  | {
      readonly type: 'exponential';
      readonly from: number;
      readonly to: number;
      readonly start: number;
      readonly end: number;
    }
  /** The value of the last entry whose `at` is not after the iteration; another one at multiples of `exception.every`. */
  | {
      readonly type: 'steps';
      readonly values: readonly { readonly at: number; readonly value: number }[];
      readonly exception?: { readonly every: number; readonly value: number };
    };

export type Optimizer =
  | {
      /** With `adamw` the decay shrinks the weights themselves; everywhere else it is L2, a part of the gradient. */
      readonly type: 'adam' | 'adamw';
      readonly beta1: number;
      readonly beta2: number;
      readonly epsilon: number;
      readonly weightDecay: number;
    }
  | {
      readonly type: 'rmsprop';
      readonly decay: number;
      readonly momentum: number;
      readonly epsilon: number;
      readonly weightDecay: number;
    }
  | {
      readonly type: 'sgd';
      readonly momentum: number;
      readonly isNesterov: boolean;
      readonly weightDecay: number;
    };

/** A buffer of samples of earlier steps: each sample is, with the given probability, exchanged for one of them. */
export interface PoolSpec {
  readonly size: number;
  readonly swapProbability: number;
}

export interface OptimizerSpec {
  /** Names of the networks whose weights this step may change. */
  readonly trains: readonly string[];
  /** Weight of each loss input, in port order (`loss0`, `loss1`, …). */
  readonly lossWeights: readonly Schedule[];
  readonly optimizer: Optimizer;
  /** Multiplied into `learningRate`'s schedule value: the schedule gives the rate itself. */
  readonly learningRate: Schedule;
  /** Steps of equal order take all their gradients before any is applied. */
  readonly order: number;
  readonly repeat: Schedule;
  /** Runs on iterations divisible by it. */
  readonly every: number;
  /** Weights are clipped to ± this before each update (as WGAN does), or not at all. */
  readonly weightClip: number | null;
  /** Global gradient norm is scaled down to this, or not at all. */
  readonly gradientClip: number | null;
  /** Decay of the moving average of the trained networks' weights, or none. */
  readonly averageDecay: number | null;
}

export type ViewSpec =
  | {
      readonly type: 'preview';
      /** One label per input port `row0`, `row1`, …; each is a row (or block of rows) of the sheet. */
      readonly rows: readonly string[];
      /** Samples per row. */
      readonly columns: number;
      /** One column for each class, with the same noise along a line. */
      readonly byClass: boolean;
      /** Use the moving average of the weights where a network has one. */
      readonly usesAverage: boolean;
    }
  | {
      readonly type: 'scatter';
      readonly count: number;
      readonly usesAverage: boolean;
      readonly range: number;
    }
  | {
      readonly type: 'metric';
      readonly metric: string;
      readonly features: MetricFeatures;
      readonly samples: number;
      readonly every: number;
      readonly usesAverage: boolean;
    };
