/** e to a negative power, four numbers at a time: activations that bend are made of it. */
import {
  addInts,
  addV,
  all,
  type Code,
  f32,
  get,
  i32,
  type Local,
  maxV,
  mulV,
  nearestV,
  set,
  shiftLeftInts,
  splat,
  splatInteger,
  subV,
  toInts,
} from '../assembler/code.ts';

/** Of the Taylor series, which is off by 5e-9 at most within ln(2) / 2 of zero. */
const TERMS = 7;
/** e to this is the least that is not denormal. */
const LEAST = -87;
/** ln 2 in two parts, of which the first has so few digits that small whole multiples of it are exact. */
const LN2_HIGH = 0.693145751953125;
const LN2_LOW = Math.LN2 - LN2_HIGH;

const number = (value: number): Code => splat(f32(value));

/** power = whole · ln 2 + rest, |rest| at most ln(2) / 2: a power of two, and e^rest − 1. */
function split(power: Code, local: () => Local) {
  const [bounded, whole, rest] = [local(), local(), local()];
  const factorials = Array.from({ length: TERMS - 1 }, (_, i) => TERMS - i);
  const series = factorials.reduce<Code>(
    (sum, n) => addV(number(1), mulV(mulV(get(rest), number(1 / n)), sum)),
    number(1),
  );
  return {
    first: all(
      set(bounded, maxV(power, number(LEAST))),
      set(whole, nearestV(mulV(get(bounded), number(Math.LOG2E)))),
      set(rest, subV(get(bounded), mulV(get(whole), number(LN2_HIGH)))),
      set(rest, subV(get(rest), mulV(get(whole), number(LN2_LOW)))),
    ),
    // By its exponent.
    powerOfTwo: shiftLeftInts(addInts(toInts(get(whole)), splatInteger(i32(127))), 23),
    less: mulV(get(rest), series),
  };
}

/** Statements that put e^power into `to`; at least e⁻⁸⁷, within 2e-7 of itself. NaN stays NaN. @param power zero or less, read once */
export function decay(power: Code, to: Local, local: () => Local): Code {
  const { first, powerOfTwo, less } = split(power, local);
  return all(first, set(to, mulV(addV(number(1), less), powerOfTwo)));
}

/** Statements that put e^power − 1 into `to`, with as many digits near zero as anywhere. */
export function decayLess(power: Code, to: Local, local: () => Local): Code {
  const { first, powerOfTwo, less } = split(power, local);
  const factor = local();
  return all(
    first,
    set(factor, powerOfTwo),
    set(to, addV(mulV(less, get(factor)), subV(get(factor), number(1)))),
  );
}
