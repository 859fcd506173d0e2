/**
 * A pass of training in half precision. Products, norms and activations read and give halves, so the tape keeps them; all other kernels
 * get float32 of what they ask for. Gradients inside of a loss (penalties), and their own gradients, are float32: they are not
 * scaled, and too small for halves.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { engine, type NamedAttrMap, type Tensor } from '@tensorflow/tfjs-core';
import { inFloat, withinPass } from '../half.ts';
import {
  ACTIVATION,
  ACTIVATION_GRADIENT,
  HALF,
  NORMALIZE,
  NORMALIZE_GRADIENT,
  RESAMPLE,
  WHOLE,
} from '../kernels/names.ts';
import { settleAll } from '../kernels/webgpu/deferred.ts';
import { isPacked } from '../kernels/webgpu/half/packed.ts';
import { knowTwin, twinFor, withTwins } from '../kernels/webgpu/half/twins.ts';

const READ_HALVES: ReadonlySet<string> = new Set([
  'Conv2D',
  'Conv2DBackpropInput',
  'Conv2DBackpropFilter',
  'BatchMatMul',
  'Relu',
  'LeakyRelu',
  'Identity',
  'Add',
  'Sum',
  'ZerosLike',
  RESAMPLE,
  'Reshape',
  ACTIVATION_GRADIENT,
  NORMALIZE,
  NORMALIZE_GRADIENT,
  WHOLE,
]);

/** What these keep for the backward pass may be rounded; others may compare it (a maximum with its input, say). */
const KEEP_HALVES: ReadonlySet<string> = new Set([
  ...READ_HALVES,
  'Tanh',
  'Sigmoid',
  'Softplus',
  ACTIVATION,
]);

type Inputs = Readonly<Record<string, Tensor>>;
type Gradient = (dys: Tensor[]) => Readonly<Record<string, () => Tensor>>;

interface TapeNode {
  gradient?: Gradient;
}

/** What of the engine records; not all of it is public. */
interface Recorder {
  readonly state: { activeTape: TapeNode[] | null; gradientDepth: number };
  runKernel(name: string, inputs: Inputs, attributes?: NamedAttrMap): Tensor | Tensor[];
  addTapeNode(
    name: string,
    inputs: Inputs,
    outputs: readonly Tensor[],
    gradients: unknown,
    saved: Tensor[],
    attributes: unknown,
  ): void;
}

/** Takes gradients inside of gradients, whose forward pass is a backward pass. */
let isInner = false;

/** Float32 of a tensor that may be halves. */
export function wholeOf(tensor: Tensor): Tensor {
  if (!isPacked(tensor)) return tensor;
  const whole = engine().runKernel(WHOLE, { x: tensor }) as Tensor;
  knowTwin(whole, tensor);
  return whole;
}

export function halfPass<T>(run: () => T): T {
  const recorder = engine() as unknown as Recorder;
  // What waits was asked for in float32.
  settleAll(engine().backend as WebGPUBackend);
  const own = recorder as unknown as Record<string, unknown>;
  if (Object.hasOwn(recorder, 'addTapeNode')) throw new Error('internal: a pass within a pass');
  const { runKernel, addTapeNode } = recorder;
  const hooks: Pick<Recorder, 'runKernel' | 'addTapeNode'> = {
    runKernel: (name, inputs, attributes) => {
      const read = READ_HALVES.has(name) ? inputs : allWhole(inputs);
      return runKernel.call(recorder, name, read, attributes);
    },
    addTapeNode: (name, inputs, outputs, gradients, saved, attributes) => {
      if (!isInner && KEEP_HALVES.has(name)) {
        saved.forEach((tensor, i) => {
          // Statistics stay in float32.
          const twin = tensor.rank > 1 && !isPacked(tensor) ? twinFor(tensor) : null;
          if (!twin) return;
          // So that the gradient of a gradient finds its way to what was packed.
          addTapeNode.call(recorder, HALF, { x: tensor }, [twin], null, [], {});
          saved[i] = engine().keep(twin);
          tensor.dispose();
        });
      }
      addTapeNode.call(recorder, name, inputs, outputs, gradients, saved, attributes);
      const node = recorder.state.activeTape?.at(-1);
      if (node?.gradient) node.gradient = keepingPrecision(node.gradient, isInner);
    },
  };
  Object.assign(own, hooks);
  try {
    return withTwins(() => withinPass(run));
  } finally {
    for (const name of Object.keys(hooks)) delete own[name];
  }
}

function allWhole(inputs: Inputs): Inputs {
  // Some kernels take a list.
  const list = Array.isArray(inputs) ? (inputs as readonly Tensor[]) : null;
  if (list) return list.map(wholeOf) as unknown as Inputs;
  return Object.fromEntries(
    Object.entries(inputs).map(([name, tensor]) => [name, tensor && wholeOf(tensor)]),
  );
}

function keepingPrecision(gradient: Gradient, wasInner: boolean): Gradient {
  return (dys) => {
    const isTaped = (engine() as unknown as Recorder).state.gradientDepth > 0;
    const within = <T>(run: () => T): T => (isTaped || wasInner ? inner(isTaped, run) : run());
    return within(() => {
      const thunks = Object.entries(gradient(dys));
      return Object.fromEntries(thunks.map(([key, run]) => [key, () => within(run)]));
    });
  };
}

function inner<T>(is: boolean, run: () => T): T {
  const before = isInner;
  isInner = before || is;
  try {
    return inFloat(run);
  } finally {
    isInner = before;
  }
}
