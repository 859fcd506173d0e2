/**
 * A pass of training in half precision. What the tape keeps for the backward pass is kept as halves, and given back as it was asked
 * for. Gradients inside of a loss (penalties), and their own gradients, are float32: they are not scaled, and too small for halves.
 */
import { engine, type Tensor } from '@tensorflow/tfjs-core';
import { inFloat, inHalf } from '../half.ts';
import { HALF, WHOLE } from '../kernels/names.ts';
import { isPacked } from '../kernels/webgpu/half/packing.ts';
import { twinFor, withTwins } from '../kernels/webgpu/half/twins.ts';

/** Their gradients are products that read halves. */
const READ_HALVES: ReadonlySet<string> = new Set([
  'Conv2D',
  'Conv2DBackpropInput',
  'Conv2DBackpropFilter',
  'BatchMatMul',
]);

type Gradient = (dys: Tensor[]) => Readonly<Record<string, () => Tensor>>;

interface TapeNode {
  gradient?: Gradient;
}

/** What of the engine records; not all of it is public. */
interface Recorder {
  readonly state: { activeTape: TapeNode[] | null; gradientDepth: number };
  saveTensorsForBackwardMode(tensors: readonly (Tensor | undefined)[]): Tensor[];
  addTapeNode(
    name: string,
    inputs: Readonly<Record<string, Tensor>>,
    outputs: readonly Tensor[],
    gradients: unknown,
    saved: Tensor[],
    attributes: unknown,
  ): void;
}

/** Takes gradients inside of gradients, whose forward pass is a backward pass. */
let isInner = false;

export function halfPass<T>(run: () => T): T {
  const recorder = engine() as unknown as Recorder;
  const own = recorder as unknown as Record<string, unknown>;
  if (Object.hasOwn(recorder, 'addTapeNode')) throw new Error('internal: a pass within a pass');
  const { saveTensorsForBackwardMode: save, addTapeNode: add } = recorder;
  const hooks: Pick<Recorder, 'saveTensorsForBackwardMode' | 'addTapeNode'> = {
    saveTensorsForBackwardMode: (tensors) =>
      tensors.flatMap((tensor) => {
        const twin = tensor && !isInner ? twinFor(tensor) : null;
        if (!tensor || !twin) return save.call(recorder, [tensor]);
        // So that the gradient of a gradient finds its way to what was packed.
        if (!isPacked(tensor)) add.call(recorder, HALF, { x: tensor }, [twin], null, [], {});
        return engine().keep(twin);
      }),
    addTapeNode: (name, inputs, outputs, gradients, saved, attributes) => {
      add.call(recorder, name, inputs, outputs, gradients, saved, attributes);
      const node = recorder.state.activeTape?.at(-1);
      if (node?.gradient) node.gradient = unpacking(node.gradient, name, saved, isInner);
    },
  };
  Object.assign(own, hooks);
  try {
    return withTwins(() => inHalf(run));
  } finally {
    for (const name of Object.keys(hooks)) delete own[name];
  }
}

function unpacking(gradient: Gradient, name: string, saved: Tensor[], wasInner: boolean): Gradient {
  return (dys) => {
    const isTaped = (engine() as unknown as Recorder).state.gradientDepth > 0;
    const isFloat = isTaped || wasInner;
    const within = <T>(run: () => T): T => (isFloat ? inner(isTaped, run) : run());
    return within(() => {
      const packed = [...saved];
      if (isFloat || !READ_HALVES.has(name)) {
        packed.forEach((tensor, i) => {
          if (isPacked(tensor)) saved[i] = engine().runKernel(WHOLE, { x: tensor }) as Tensor;
        });
      }
      try {
        const thunks = Object.entries(gradient(dys));
        return Object.fromEntries(thunks.map(([key, run]) => [key, () => within(run)]));
      } finally {
        // The tape disposes of what it kept, not of what was read.
        packed.forEach((tensor, i) => {
          saved[i] = tensor;
        });
      }
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
