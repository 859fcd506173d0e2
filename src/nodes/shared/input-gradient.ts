/**
 * What the losses share that run a network and look at the gradient of its output with respect to its input: the
 * settings that name both, the ports, the gradient itself, and its PyTorch.
 */
import type * as tfjs from '@tensorflow/tfjs-core';
import type { InputPort, LossContext, Ports, PortType } from '../define.ts';
import { reference } from '../fields/reference.ts';
import { text } from '../fields/text.ts';
import { at } from '../shapes.ts';
import type { TorchContext, TorchHelper } from '../torch.ts';

interface Chosen {
  readonly input: string;
  readonly output: string;
}

export function gradientFields(help: string) {
  return {
    network: reference('network', { label: 'Network', help }),
    input: text('', {
      label: 'Input',
      help: 'The input of the network by which its output is differentiated. Empty: the first.',
    }),
    output: text('', {
      label: 'Output',
      help: 'The output of the network that is differentiated, summed over its elements. Empty: the first.',
    }),
  };
}

/** Ports for the samples at which the gradient is taken, then one for each further input of the network, by its name. */
export function samplePorts(
  samples: readonly ('real' | 'fake')[],
  { input }: Chosen,
  network: Ports | undefined,
): Ports {
  const given = network?.inputs ?? [];
  const chosen = given.find(({ name }) => name === input) ?? given[0];
  const accepts: PortType = chosen?.accepts ?? 'tensor';
  const own = samples.map((name): InputPort => ({ name, accepts, help: HELP[name] }));
  return { inputs: [...own, ...given.filter((port) => port !== chosen)], outputs: LOSS };
}

/** All inputs of the network by their names. */
export function networkPorts(network: Ports | undefined): Ports {
  return { inputs: network?.inputs ?? [], outputs: LOSS };
}

const HELP = { real: 'Samples of the data.', fake: 'Generated samples.' };
const LOSS = [{ name: 'loss', gives: 'loss' }] as const;

/** Inputs of the network in its order: `sample` is the chosen one, `others` are the rest. */
export function withSample(
  { network }: LossContext,
  { input }: Chosen,
  sample: tfjs.Tensor,
  others: readonly tfjs.Tensor[],
): readonly tfjs.Tensor[] {
  const inputs = [...others];
  inputs.splice(positionOf(network.inputs, input, 'input'), 0, sample);
  return inputs;
}

/**
 * ∂ Σ value / ∂ x, where x is the chosen one of the network's `inputs` and `value` a function of the chosen output (itself,
 * if not given). On the tape, so that it can be derived again: by the network's weights, and by whatever x depends on.
 */
export function inputGradient(
  { tf, network, apply }: LossContext,
  { input, output }: Chosen,
  inputs: readonly tfjs.Tensor[],
  value: (output: tfjs.Tensor) => tfjs.Tensor = (output) => output,
): tfjs.Tensor {
  const [position, result] = [
    positionOf(network.inputs, input, 'input'),
    positionOf(network.outputs, output, 'output'),
  ];
  return tf.grad((x: tfjs.Tensor) => {
    const outputs = apply(inputs.map((given, index) => (index === position ? x : given)));
    return tf.sum(value(at(outputs, result)));
  })(at(inputs, position));
}

/** Σ over the elements of each sample of the squares: [N]. */
export function squaredNorms(tf: typeof tfjs, x: tfjs.Tensor): tfjs.Tensor {
  return tf.sum(tf.reshape(tf.square(x), [x.shape[0] ?? 1, -1]), 1);
}

function positionOf(names: readonly string[], chosen: string, what: 'input' | 'output'): number {
  const position = chosen === '' ? 0 : names.indexOf(chosen);
  if (position >= 0 && position < names.length) return position;
  throw new Error(
    `The loss expects the network to have an ${what} "${chosen}", but it has ${names.map((name) => `"${name}"`).join(', ') || 'none'}. Choose one of these in the loss, or leave the field empty for the first.`,
  );
}

/** `[{0}, {1}], 0, 0`: the network's inputs in its order, which of them is chosen, and which output. */
export function torchArguments(
  { network }: TorchContext,
  { input, output }: Chosen,
  sample: string,
  others: readonly string[],
): string {
  const position = positionOf(network?.inputs ?? [''], input, 'input');
  const inputs = [...others];
  inputs.splice(position, 0, sample);
  const result = positionOf(network?.outputs ?? [''], output, 'output');
  return `{network}, [${inputs.join(', ')}], ${position}, ${result}`;
}

/** The placeholders of the network's further inputs, the first of which is the loss's input number `from`. */
export function torchOthers({ network, inputShapes }: TorchContext, from: number): string[] {
  const count = network ? network.inputs.length - 1 : inputShapes.length - from;
  return Array.from({ length: count }, (_, index) => `{${from + index}}`);
}

export const NETWORK_OUTPUT: TorchHelper = {
  name: 'network_output',
  code: `def network_output(
    network: nn.Module, inputs: list[torch.Tensor], output: int
) -> torch.Tensor:
    """One of the outputs of a network, which gives a tensor where it has only one."""
    outputs = network(*inputs)
    return outputs[output] if isinstance(outputs, tuple) else outputs`,
};

export const INPUT_GRADIENT: TorchHelper = {
  name: 'input_gradient',
  code: `def input_gradient(
    network: nn.Module, inputs: list[torch.Tensor], position: int, output: int
) -> torch.Tensor:
    """The gradient of the summed output by one input, which counts as a constant."""
    inputs = list(inputs)
    inputs[position] = inputs[position].detach().requires_grad_()
    value = network_output(network, inputs, output).sum()
    (gradient,) = torch.autograd.grad(value, inputs[position], create_graph=True)
    return gradient`,
  needs: [NETWORK_OUTPUT],
};
