/** Rules as loops of our own WebAssembly, four elements at a time. Those that are not here run on the host. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type Machine, machineOf } from '../kernels/wasm/machine.ts';
import { noted } from '../replay/journal.ts';
import type { Call } from './kernels.ts';
import type { RuleName } from './registry.ts';

/** `target` and `inputs` are addresses, `size` counts elements of a weight. */
type Loop = (
  run: Machine['run'],
  target: number,
  inputs: readonly number[],
  size: number,
  numbers: readonly number[],
) => void;

const LOOPS: Partial<Readonly<Record<RuleName, Loop>>> = {
  average: (run, target, [source = 0], size, [decay = 1, factor = 1]) =>
    run.average(target, source, size, 1 - decay, factor),
  clip: (run, target, _, size, [limit = Infinity]) => run.clip(target, size, limit),
  adamMoments: (run, state, [gradient = 0, weight = 0], size, numbers) => {
    const [beta1 = 0, beta2 = 0, decay = 0] = numbers;
    const rest = [1 - beta1, 1 - beta2, decay];
    run.adamMoments(state, state + 4 * size, gradient, weight, size, beta1, beta2, ...rest);
  },
  adamStep: (run, weight, [state = 0], size, numbers) =>
    run.adamStep(weight, state, state + 4 * size, size, ...numbers),
  rmspropMoments: (run, state, [gradient = 0, weight = 0], size, numbers) => {
    const [decay = 0, ...others] = numbers;
    run.rmspropMoments(
      state,
      state + 4 * size,
      gradient,
      weight,
      size,
      decay,
      1 - decay,
      ...others,
    );
  },
  descend: (run, weight, [state = 0], size, [rate = 0]) =>
    run.descend(weight, state + 4 * size, size, rate),
};

/** False where nothing was done. */
export function runOnWasm(backend: BackendWasm, { rule, target, inputs, numbers }: Call): boolean {
  const loop = LOOPS[rule];
  const machine = loop && machineOf(backend);
  if (!loop || !machine) return false;
  const size = Math.min(sizeOf(target), ...inputs.map(sizeOf));
  const [to, from] = [machine.at(target), inputs.map(machine.at)];
  if ('now' in numbers) {
    const act = () => loop(machine.run, to, from, size, numbers.now);
    noted(() => [rule, to, from, size, numbers], act);
  } else loop(machine.run, to, from, size, numbers);
  return true;
}

function sizeOf({ shape }: TensorInfo): number {
  return shape.reduce((product, axis) => product * axis, 1);
}
