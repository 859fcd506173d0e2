/**
 * What a node kind is. Every kind is one file beside this one that exports `definition`; the palette,
 * forms, handles, validation, badges, JSON Schema and parametrised tests are derived from it.
 * Nothing here runs tensors: the runtime hands tf.js to `forward` and `draw`.
 */
import type * as tfjs from '@tensorflow/tfjs-core';
import type { z } from 'zod';
import type { Initializer } from './fields/initializer.ts';
import type { Resolved } from './fields/numeric.ts';
import type { Placement } from './shared/padding.ts';
import type { Taps } from './shared/resampling.ts';
import type { Sight } from './shared/window.ts';
import type { Feed, Fresh, OptimizerSpec, PoolSpec, ViewSpec } from './specs.ts';
import type { TorchCode, TorchContext } from './torch.ts';

/** Lengths of the axes after the batch axis: `[height, width, channels]` or `[features]`; a label or one number is `[]`. */
export type Shape = readonly number[];

/** What flows along an edge. A tensor of rank 3 is drawn as an image, of rank 1 as a vector. */
export type ValueType =
  | { readonly type: 'tensor'; readonly shape: Shape }
  | { readonly type: 'label'; readonly classes: number }
  | { readonly type: 'loss' };

/** What flows, and how many samples of it make a batch. */
export interface Batched {
  readonly type: ValueType;
  readonly batch: number;
}

/** What a port takes or gives; `tensor` is either of image and vector. */
export type PortType = 'image' | 'vector' | 'tensor' | 'label' | 'loss';

export interface InputPort {
  readonly name: string;
  readonly accepts: PortType;
  /** The node works without a wire here. */
  readonly isOptional?: boolean;
  /** Of a label: what arrives may not have more classes. */
  readonly classes?: number;
  readonly help?: string;
}

export interface OutputPort {
  readonly name: string;
  readonly gives: PortType;
  readonly help?: string;
}

export interface Ports {
  readonly inputs: readonly InputPort[];
  readonly outputs: readonly OutputPort[];
}

/** A shape rule that cannot be met: what was expected and what was found, as a sentence. */
export interface Fault {
  readonly fault: string;
  readonly port?: string;
  readonly field?: string;
}

export type Group =
  | 'Structure'
  | 'Dense and convolution'
  | 'Normalization'
  | 'Activation'
  | 'Regularization'
  | 'Shape'
  | 'Combine'
  | 'Source'
  | 'Use'
  | 'Loss'
  | 'Step'
  | 'View';

export interface Paper {
  readonly title: string;
  readonly url: string;
  readonly year: number;
}

interface Common<P> {
  /** The name in documents; equals the file name. */
  readonly kind: string;
  readonly title: string;
  readonly group: Group;
  /** Other words to find it by: symbols, abbreviations, names in other libraries. */
  readonly aliases: readonly string[];
  /** One paragraph for the inspector. */
  readonly summary: string;
  /** TeX. */
  readonly equation?: string;
  readonly paper?: Paper;
  /** Strict object schema of the parameters, each field made by `fields/*` so that it carries label, bounds, unit and help. */
  readonly params: z.ZodType<P>;
  /** Equation and paper where they depend on the settings; instead of the fixed ones. */
  about?(params: Resolved<P>): { readonly equation?: string; readonly paper?: Paper };
  /** The one or two settings that a person wants to read on the node itself, e.g. `4×4 ↓2 · 512`. */
  badge?(params: Resolved<P>): string;
  /** How the kind is written in PyTorch. Every kind that computes something says so. */
  torch?(context: TorchContext, params: Resolved<P>): TorchCode;
}

export interface Weight {
  /** Unique in its layer: `kernel`, `bias`, `gain`, `movingMean`. */
  readonly name: string;
  readonly shape: Shape;
  readonly initializer: Initializer;
  readonly isTrainable: boolean;
  /** Fan-in and fan-out for initializers that use them. */
  readonly fans?: readonly [number, number];
}

/** Named random tensors, a pure function of (seed, step, stream, call number). */
export interface RandomStream {
  /** Standard normal times `stdDev` plus `mean`; shape includes the batch axis. */
  normal(shape: number[], mean?: number, stdDev?: number): tfjs.Tensor;
  /** Uniform in [low, high). */
  uniform(shape: number[], low?: number, high?: number): tfjs.Tensor;
  /** Normal, redrawn by inversion so that no value is more than two deviations away. */
  truncatedNormal(shape: number[], mean?: number, stdDev?: number): tfjs.Tensor;
  /** int32 uniform in [low, high). */
  integers(shape: number[], low: number, high: number): tfjs.Tensor;
  /** 0 with probability `rate` in [0, 1), otherwise 1 / (1 − rate): what dropout multiplies by. */
  survivors(shape: number[], rate: number): tfjs.Tensor;
}

/** Explicit padding in elements: top, bottom, left, right. */
export type Padding = readonly [number, number, number, number];

/** Operations that the runtime implements so that they are fast and right on every backend (`src/runtime/ops`). */
export interface Ops {
  /** x [N,H,W,C] · kernel [kh,kw,C,K] → [N,h,w,K]. Cross-correlation, as in every deep-learning library. */
  conv2d(
    x: tfjs.Tensor4D,
    kernel: tfjs.Tensor4D,
    stride: readonly [number, number],
    padding: Padding,
  ): tfjs.Tensor4D;
  /**
   * The gradient of conv2d with respect to its input, as a layer: x [N,h,w,C] · kernel [kh,kw,K,C] → [N,H,W,K],
   * H = (h − 1)·stride − (top + bottom) + kh + outputPadding.
   */
  conv2dTranspose(
    x: tfjs.Tensor4D,
    kernel: tfjs.Tensor4D,
    stride: readonly [number, number],
    padding: Padding,
    outputPadding: readonly [number, number],
  ): tfjs.Tensor4D;
  /** x [N,n] · kernel [n,m] → [N,m]. */
  dense(x: tfjs.Tensor2D, kernel: tfjs.Tensor2D): tfjs.Tensor2D;
  /**
   * Normalises over all axes but the last with this batch's own statistics (biased variance), then applies gain and
   * bias [C] where there are any; gradients flow through the statistics. `mean` and `variance` [C] come without
   * gradient, for the moving averages.
   */
  batchNormalize(
    x: tfjs.Tensor,
    epsilon: number,
    gain?: tfjs.Tensor | null,
    bias?: tfjs.Tensor | null,
  ): { output: tfjs.Tensor; mean: tfjs.Tensor1D; variance: tfjs.Tensor1D };
  /** Activations whose second-order gradients are right (stock tf.js: throw or silently wrong). */
  leakyRelu(x: tfjs.Tensor, slope: number): tfjs.Tensor;
  tanh(x: tfjs.Tensor): tfjs.Tensor;
  sigmoid(x: tfjs.Tensor): tfjs.Tensor;
  /** log(1 + eˣ), stable. */
  softplus(x: tfjs.Tensor): tfjs.Tensor;
  /** The mean of f(factor · x + offset) over all elements, in one kernel; so is its gradient. */
  meanOf(
    x: tfjs.Tensor,
    of: 'same' | 'square' | 'relu' | 'softplus',
    factor: number,
    offset?: number,
  ): tfjs.Scalar;
  /** The same values without gradient; runs no kernel. */
  detach(x: tfjs.Tensor): tfjs.Tensor;
  /** log softmax over the last axis, stable. (`tf.exp` and `tf.abs` have right gradients of every order, too.) */
  logSoftmax(x: tfjs.Tensor): tfjs.Tensor;
  /** Softmax over the last axis. */
  softmax(x: tfjs.Tensor): tfjs.Tensor;
  elu(x: tfjs.Tensor, alpha: number): tfjs.Tensor;
  selu(x: tfjs.Tensor): tfjs.Tensor;
  swish(x: tfjs.Tensor): tfjs.Tensor;
  /** By the error function, or approximately by tanh. */
  gelu(x: tfjs.Tensor, isApproximate: boolean): tfjs.Tensor;
  /** Slope [C] of the last axis, or [1]. */
  prelu(x: tfjs.Tensor, slope: tfjs.Tensor): tfjs.Tensor;
  /**
   * Normalises every channel of every sample (biased variance) of x [N,…,C], then applies gain and bias [N,C] where there
   * are any: one kernel, as batchNormalize is.
   */
  instanceNormalize(
    x: tfjs.Tensor,
    epsilon: number,
    gain?: tfjs.Tensor | null,
    bias?: tfjs.Tensor | null,
  ): tfjs.Tensor;
  /** Normalises groups of neighbouring channels of every sample of x [N,…,C]; one group is layer normalisation. */
  groupNormalize(x: tfjs.Tensor, groups: number, epsilon: number): tfjs.Tensor;
  /** x [N,H,W,C] · kernel [kh,kw,C,M] → [N,h,w,C·M]: output channel c·M + m is input channel c under the filter (c, m). */
  depthwiseConv2d(
    x: tfjs.Tensor4D,
    kernel: tfjs.Tensor4D,
    stride: readonly [number, number],
    padding: Padding,
  ): tfjs.Tensor4D;
  /** Rows and columns of x [N,H,W,C] mixed by sparse tables, in one pass: upsampling, pooling, blurring, padding. */
  resample(x: tfjs.Tensor4D, rows: Taps, columns: Taps): tfjs.Tensor4D;
  /** The largest of each square window, placed as `placeConv` says; of equal elements the first gets the gradient. */
  maxPool(x: tfjs.Tensor4D, size: number, stride: number, placement: Placement): tfjs.Tensor4D;
}

/** What a kind's `forward` may use. */
export interface Context {
  readonly tf: typeof tfjs;
  readonly ops: Ops;
  readonly isTraining: boolean;
  readonly random: RandomStream;
  /** Counted from 0; schedules are evaluated at it. */
  readonly iteration: number;
  /** Samples in the batch, for layers that have no input to read it from. */
  readonly batchSize: number;
}

export interface LayerContext extends Context {
  /** Moving statistics move: the first time in training that this evaluation happens in an iteration. */
  readonly movesStatistics: boolean;
  /** This layer's weight by name. */
  weight(name: string): tfjs.Tensor;
  /**
   * A non-trainable weight becomes keep · weight + (1 − keep) · factor · value, once the layer is done; ignored in
   * inference and where statistics must not move.
   */
  update(name: string, value: tfjs.Tensor, keep: number, factor: number): void;
}

/** A function of tensors, with or without weights. Stands in networks and blocks; without weights and randomness also in the objective. */
export interface LayerDefinition<P = unknown> extends Common<P> {
  readonly family: 'layer';
  readonly isAllowedInObjective?: boolean;
  /** One output, always named `out`. A kind without inputs makes its batch from weights, numbers or the iteration. */
  ports(params: Resolved<P>): Ports;
  shape(params: Resolved<P>, inputs: readonly Shape[]): Shape | Fault;
  weights?(params: Resolved<P>, inputs: readonly Shape[]): readonly Weight[];
  /** Per sample, forward pass. */
  multiplyAdds?(params: Resolved<P>, inputs: readonly Shape[], output: Shape): number;
  /**
   * What each place of its output sees of its first input, an image. Absent: its own place where height and width stay,
   * everything where they change. Statistics that normalize do not count.
   */
  sees?(params: Resolved<P>, inputs: readonly Shape[]): Sight;
  forward(context: LayerContext, params: Resolved<P>, inputs: readonly tfjs.Tensor[]): tfjs.Tensor;
  /** Of a kind without inputs, in the objective: a batch of its own, or null for the document's. */
  batchSize?(params: Resolved<P>): number | null;
  /** The one number that this layer gives at an iteration, for every sample: the compiler drops branches by it. */
  valueAt?(params: Resolved<P>, iteration: number): number;
  /**
   * Iterations at which `valueAt` may stop or start to change: from each to the next it stays one number, or is never the
   * same twice. Null: there is no telling. Absent: it is always one number.
   */
  turnsAt?(params: Resolved<P>): readonly number[] | null;
  /** Which input it hands on unchanged when its input number `input` is the number `value` everywhere, or null. */
  passes?(params: Resolved<P>, input: number, value: number): number | null;
  /** Why the gradient of its gradient is not to be had: no gradient penalty on a network that holds it. Null: it is right. */
  secondOrderFault?(params: Resolved<P>): string | null;
  readonly traits?: readonly Trait[];
}

/** Facts of a layer that problems, and what can be explored of a network, are made of. */
export type Trait =
  | 'batch-statistics'
  /** What it gives for a sample depends on the others of the batch. */
  | 'compares-samples'
  | 'random-in-training'
  | 'squashes-to-probability'
  | 'passes-gradient-not'
  /** Its parameter `psi` draws latents towards their mean when sampling. */
  | 'truncates'
  /** Its weight `strength` scales noise that it draws when sampling, too. */
  | 'injects-noise'
  /** Gives one row of styles for each layer of a network. */
  | 'mixes-styles'
  /** Its kernel has outputs before inputs. */
  | 'outputs-first';

export interface LossContext extends LayerContext {
  /**
   * Runs the network that the loss names, in training mode, its weights on the tape; moving statistics stay. Inputs and
   * outputs in the network's order. May be differentiated any number of times.
   */
  apply(inputs: readonly tfjs.Tensor[]): readonly tfjs.Tensor[];
  /** Names of the network's inputs and outputs. */
  readonly network: { readonly inputs: readonly string[]; readonly outputs: readonly string[] };
}

/** A scalar per batch. */
export interface LossDefinition<P = unknown> extends Common<P> {
  readonly family: 'loss';
  /** One output, always named `loss`. `network` has the ports of the network that the loss runs, once there is one. */
  ports(params: Resolved<P>, network?: Ports): Ports;
  check(params: Resolved<P>, inputs: readonly Shape[]): Fault | null;
  /** The network that the loss runs to take gradients inside of it, as a gradient penalty does. */
  network?(params: Resolved<P>): string;
  /** State that lasts from step to step (moving averages); not trained. */
  weights?(params: Resolved<P>, inputs: readonly Shape[]): readonly Weight[];
  /** Which side a person should expect this loss to train. */
  side(params: Resolved<P>): 'discriminator' | 'generator' | 'either';
  /** Reads logits: a sigmoid before it is a mistake. */
  readonly takesLogits?: boolean;
  /** Inputs that count as constants: no gradient flows back to what made them. */
  constants?(params: Resolved<P>): readonly string[];
  forward(context: LossContext, params: Resolved<P>, inputs: readonly tfjs.Tensor[]): tfjs.Scalar;
}

/** A function of whole batches, only in the objective: may give several outputs, change the batch, draw random numbers. */
export interface OperationDefinition<P = unknown> extends Common<P> {
  readonly family: 'operation';
  ports(params: Resolved<P>): Ports;
  /** Type and batch of each output, in order. */
  outputs(params: Resolved<P>, inputs: readonly Batched[]): readonly Batched[] | Fault;
  /** Its inputs may differ in batch size. */
  readonly mixesBatches?: boolean;
  /** What it gives is not, sample by sample, made of what it gets. */
  readonly regroupsSamples?: boolean;
  forward(
    context: Context,
    params: Resolved<P>,
    inputs: readonly tfjs.Tensor[],
  ): readonly tfjs.Tensor[];
}

export interface DrawContext extends Context {
  readonly batchSize: number;
  /** The next batch of the data bound to this node, in the order of the definition's outputs. */
  readonly batch: readonly tfjs.Tensor[];
}

/** Where values come from: data and random numbers. */
export interface SourceDefinition<P = unknown> extends Common<P> {
  readonly family: 'source';
  ports(params: Resolved<P>): Ports;
  /** Type of each output port, in order. */
  outputs(params: Resolved<P>): readonly ValueType[] | Fault;
  fresh(params: Resolved<P>): Fresh;
  /** A batch of its own, or null for the document's. */
  batchSize?(params: Resolved<P>): number | null;
  /** Present on kinds whose numbers are latents: what they are spread around. */
  center?(params: Resolved<P>): number;
  /** Present on kinds that read data; `draw` then gets the batch. */
  feed?(params: Resolved<P>): Feed;
  draw(context: DrawContext, params: Resolved<P>): readonly tfjs.Tensor[];
}

/** Identity that stops gradients; what it reads from an earlier phase is the tensor which that phase made. */
export interface BarrierDefinition<P = unknown> extends Common<P> {
  readonly family: 'barrier';
  ports(params: Resolved<P>): Ports;
  /** A buffer of earlier samples that it mixes in, or null for a plain barrier. */
  pool?(params: Resolved<P>): PoolSpec;
}

export interface StepDefinition<P = unknown> extends Common<P> {
  readonly family: 'step';
  ports(params: Resolved<P>): Ports;
  step(params: Resolved<P>): OptimizerSpec;
}

export interface ViewDefinition<P = unknown> extends Common<P> {
  readonly family: 'view';
  ports(params: Resolved<P>): Ports;
  view(params: Resolved<P>): ViewSpec;
}

/** Kinds that the expansion itself gives a meaning: ends of a network, uses of blocks and networks. */
export interface StructureDefinition<P = unknown> extends Common<P> {
  readonly family: 'structure';
  readonly role: 'input' | 'output' | 'block' | 'apply';
}

export type Definition =
  | LayerDefinition
  | LossDefinition
  | OperationDefinition
  | SourceDefinition
  | BarrierDefinition
  | StepDefinition
  | ViewDefinition
  | StructureDefinition;
