/** Product of tensors, element by element. */
import { z } from 'zod';
import type { LayerDefinition, Shape } from './define.ts';
import { inputCount } from './fields/input-count.ts';
import { numbered } from './ports.ts';
import { at, describeShape, sizeOf } from './shapes.ts';
import { perSample, torchPerSample } from './shared/per-sample.ts';

const params = z.strictObject({ inputs: inputCount() });

/** Of equal rank, each length equal or 1; or one number for each sample. */
function fits(input: Shape, whole: Shape): boolean {
  if (input.length === 0) return true;
  return (
    input.length === whole.length &&
    input.every((length, axis) => length === 1 || length === whole[axis])
  );
}

export const definition: LayerDefinition<z.infer<typeof params>> = {
  family: 'layer',
  kind: 'multiply',
  title: 'Multiply',
  group: 'Combine',
  aliases: ['product', 'times', 'Hadamard', 'gate', 'scale', 'mask'],
  summary:
    'Multiplies tensors element by element. The first has the shape of the result; the others have the same shape, or length 1 along some axes, or are one number for each sample, and are then repeated.',
  equation: 'y = x_0 \\odot x_1 \\odot \\dots',
  params,
  isAllowedInObjective: true,
  ports: ({ inputs }) => ({
    inputs: numbered('in', inputs, 'tensor'),
    outputs: [{ name: 'out', gives: 'tensor' }],
  }),
  shape: (_, inputs) => {
    const whole = at(inputs);
    const odd = inputs.findIndex((input) => !fits(input, whole));
    if (odd < 0) return whole;
    return {
      fault: `multiply expects ${describeShape(whole)} as at in0, or length 1 along some of its axes, or one number, got ${describeShape(at(inputs, odd))}`,
      port: `in${odd}`,
    };
  },
  multiplyAdds: (_, inputs, output) => (inputs.length - 1) * sizeOf(output),
  forward: ({ tf }, _, inputs) => {
    const first = at(inputs);
    return inputs.slice(1).reduce((y, x) => tf.mul(y, perSample(tf, x, first.rank)), first);
  },
  torch: ({ inputShapes }) => {
    const rank = at(inputShapes).length;
    const factors = inputShapes.map((shape, index) =>
      shape.length === 0 && rank > 0 ? `{${index}}${torchPerSample(rank)}` : `{${index}}`,
    );
    return { call: factors.join(' * ') };
  },
};
