/** Activations and their gradients, four elements at a time. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { type Machine, machineOf } from './machine.ts';

type Loop = (
  machine: Machine,
  inputs: readonly TensorInfo[],
  out: number,
  slope: number,
  scale: number,
) => void;

const BENT = ['tanh', 'sigmoid', 'softplus', 'elu', 'swish'] as const;

/** Wraps the stock `Relu`. */
export const rectifying = wrapping(
  ['x'],
  ({ run, at }, [x], out) => x && run.relu(at(x), out, sizeOf(x)),
);

/** Wraps the stock `LeakyRelu`. */
export const leaking = wrapping(
  ['x'],
  ({ run, at }, [x], out, slope) => x && run.leakyRelu(at(x), out, sizeOf(x), slope),
);

const bent = (name: 'sigmoid' | 'swish' | 'elu') =>
  wrapping(
    ['x'],
    ({ run, at }, [x], out, slope, scale) => x && run[name](at(x), out, sizeOf(x), slope, scale),
  );

/** Wraps the stock `Sigmoid`. */
export const bendingSigmoid = bent('sigmoid');

/** Wraps the loops on the host, which keep the other activations. */
export function activatingOurs(otherwise: KernelConfig): KernelConfig {
  return choosing(otherwise, [
    ['swish', bent('swish')],
    ['elu', bent('elu')],
  ]);
}

const reluSlope = wrapping(
  ['x', 'dy'],
  ({ run, at }, [x, dy], out) => x && dy && run.reluGradient(at(x), at(dy), out, sizeOf(x)),
);

const leakySlope = wrapping(
  ['x', 'dy'],
  ({ run, at }, [x, dy], out, slope) =>
    x && dy && run.leakyReluGradient(at(x), at(dy), out, sizeOf(x), slope),
);

const bentSlope = (name: `${(typeof BENT)[number]}Gradient`) =>
  wrapping(
    ['x', 'dy'],
    ({ run, at }, [x, dy], out, slope, scale) =>
      x && dy && run[name](at(x), at(dy), out, sizeOf(x), slope, scale),
  );

/** Wraps the loops on the host, which keep the other activations. */
export function sloping(otherwise: KernelConfig): KernelConfig {
  return choosing(otherwise, [
    ['relu', reluSlope],
    ['leakyRelu', leakySlope],
    ...BENT.map((name) => [name, bentSlope(`${name}Gradient`)] as const),
  ]);
}

type Wrap = (otherwise: KernelConfig) => KernelConfig;

function choosing(
  otherwise: KernelConfig,
  wraps: readonly (readonly [activation: string, wrap: Wrap])[],
): KernelConfig {
  const own = new Map(wraps.map(([name, wrap]) => [name, wrap(otherwise)]));
  return {
    ...otherwise,
    kernelFunc: (call) => (own.get(String(call.attrs?.activation)) ?? otherwise).kernelFunc(call),
  };
}

function wrapping(names: readonly string[], loop: Loop): Wrap {
  return (otherwise) => ({
    ...otherwise,
    kernelFunc: (call) => {
      const wasm = call.backend as BackendWasm;
      const machine = machineOf(wasm);
      const inputs = names.flatMap((name) => call.inputs[name] ?? []);
      const isFloat = inputs.every(({ dtype }) => dtype === 'float32');
      if (!machine || !isFloat || inputs.length < names.length) return otherwise.kernelFunc(call);
      const output = wasm.makeOutput(inputs[0]?.shape ?? [], 'float32');
      loop(
        machine,
        inputs,
        machine.at(output),
        Number(call.attrs?.slope ?? call.attrs?.alpha ?? 0),
        Number(call.attrs?.scale ?? 0),
      );
      return output;
    },
  });
}

function sizeOf({ shape }: TensorInfo): number {
  return shape.reduce((product, axis) => product * axis, 1);
}
