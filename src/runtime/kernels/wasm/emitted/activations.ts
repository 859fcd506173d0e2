/** Activations and their slopes, four elements at a time. Those that bend are made of e^−|x|. */
import {
  absV,
  addV,
  andV,
  type Code,
  choose,
  divV,
  f32,
  get,
  greaterV,
  type Local,
  mulV,
  negV,
  splat,
  subV,
  tee,
  zero,
} from '../assembler/code.ts';
import type { FunctionCode } from '../assembler/module.ts';
import { decay, decayLess } from './decay.ts';
import { elements, simple, type Written } from './elements.ts';

const isPositive = (x: Code): Code => greaterV(x, zero);
const constant = (value: number): Code => splat(f32(value));
const toZero = (x: Code): Code => negV(absV(x));
/** 1 / (1 + e⁻ˣ), from e^−|x|. */
const logistic = (x: Code, fading: Code): Code =>
  divV(choose(isPositive(x), constant(1), fading), addV(constant(1), fading));

/** x, dy, out: dy · f′(x), where f′ is made of x, e^(−|x| · rate) and two numbers. */
const slopeOf = (
  name: string,
  rate: number,
  slope: (x: Code, fading: Code, numbers: readonly Code[], local: () => Local) => Code,
): FunctionCode =>
  elements({
    name,
    pointers: ['read', 'read', 'write'],
    numbers: 2,
    write: ([x = zero, dy = zero], numbers, local) => {
      const fading = local();
      return {
        first: decay(mulV(toZero(x), constant(rate)), fading, local),
        values: [mulV(dy, slope(x, get(fading), numbers, local))],
      };
    },
  });

/** t / (1 + t)²: no digits are lost, however flat the curve. */
const bell = (t: Code): Code => divV(t, mulV(addV(constant(1), t), addV(constant(1), t)));

/** x, out and two numbers. */
const bent = (
  name: string,
  value: (x: Code, numbers: readonly Code[], local: () => Local) => Written,
): FunctionCode =>
  elements({
    name,
    pointers: ['read', 'write'],
    numbers: 2,
    write: ([x = zero], numbers, local) => value(x, numbers, local),
  });

const bending: readonly FunctionCode[] = [
  bent('sigmoid', (x, _, local) => {
    const t = local();
    return { first: decay(toZero(x), t, local), values: [logistic(x, get(t))] };
  }),
  bent('swish', (x, _, local) => {
    const t = local();
    return { first: decay(toZero(x), t, local), values: [mulV(x, logistic(x, get(t)))] };
  }),
  bent('elu', (x, [slope = zero, scale = zero], local) => {
    const less = local();
    return {
      first: decayLess(toZero(x), less, local),
      values: [mulV(scale, choose(isPositive(x), x, mulV(slope, get(less))))],
    };
  }),
];

const bendingGradients: readonly FunctionCode[] = [
  slopeOf('tanhGradient', 2, (_, t) => mulV(constant(4), bell(t))),
  slopeOf('sigmoidGradient', 1, (_, t) => bell(t)),
  slopeOf('softplusGradient', 1, logistic),
  slopeOf('eluGradient', 1, (x, t, [slope = zero, scale = zero]) =>
    mulV(scale, choose(isPositive(x), constant(1), mulV(slope, t))),
  ),
  slopeOf('swishGradient', 1, (x, t, _, local) => {
    const y = local();
    const bent = addV(constant(1), mulV(x, subV(constant(1), get(y))));
    return mulV(tee(y, logistic(x, t)), bent);
  }),
];

/** Activations and their gradients: x, out and x, dy, out. */
const activations: readonly FunctionCode[] = [
  simple('relu', 1, 0, ([x = zero]) => andV(x, isPositive(x))),
  simple('leakyRelu', 1, 1, ([x = zero], [slope = zero]) =>
    choose(isPositive(x), x, mulV(x, slope)),
  ),
  simple('reluGradient', 2, 0, ([x = zero, dy = zero]) => andV(dy, isPositive(x))),
  simple('leakyReluGradient', 2, 1, ([x = zero, dy = zero], [slope = zero]) =>
    choose(isPositive(x), dy, mulV(dy, slope)),
  ),
];

export const activationLoops: readonly FunctionCode[] = [
  ...activations,
  ...bending,
  ...bendingGradients,
];
