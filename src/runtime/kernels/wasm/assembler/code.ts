/**
 * WebAssembly instructions as lists of bytes: an expression is the code that leaves one value, a statement leaves none, and
 * both are put together by nesting and by lists. Names are those of the text format. No checks: the engine validates.
 */

export type Code = readonly number[];
export type Type = 'i32' | 'f32' | 'f64' | 'v128';

export const TYPE_CODES: Readonly<Record<Type, number>> = {
  i32: 0x7f,
  f32: 0x7d,
  f64: 0x7c,
  v128: 0x7b,
};

const EMPTY = 0x40;
const SIMD = 0xfd;

/** LEB128, unsigned. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low | 0x80 : low);
  } while (rest > 0);
  return bytes;
}

function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    if ((rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)) {
      return [...bytes, low];
    }
    bytes.push(low | 0x80);
  }
}

export const i32 = (value: number): Code => [0x41, ...signed(value)];
export const f32 = (value: number): Code => [
  0x43,
  ...new Uint8Array(new Float32Array([value]).buffer),
];
export const f64 = (value: number): Code => [
  0x44,
  ...new Uint8Array(new Float64Array([value]).buffer),
];
export const zero: Code = [SIMD, 0x0c, ...new Uint8Array(16)];

/** A local variable of a function. */
export type Local = number;
export const get = (local: Local): Code => [0x20, ...unsigned(local)];
export const set = (local: Local, value: Code): Code => [...value, 0x21, ...unsigned(local)];
export const tee = (local: Local, value: Code): Code => [...value, 0x22, ...unsigned(local)];

/** All statements in order. Not `flat`, which goes through every number by itself: that is a tenth of a second at the start. */
export const all = (...statements: readonly Code[]): number[] =>
  ([] as number[]).concat(...statements);

const binary =
  (opcode: number) =>
  (a: Code, b: Code): Code => [...a, ...b, opcode];
export const add = binary(0x6a);
export const sub = binary(0x6b);
export const mul = binary(0x6c);
export const and = binary(0x71);
export const shiftLeft = binary(0x74);
export const lessThan = binary(0x48);
export const atLeast = binary(0x4e);
export const isZero = (a: Code): Code => [...a, 0x45];

/** local ← local + by */
export const advance = (local: Local, by: Code): Code => set(local, add(get(local), by));

export const when = (condition: Code, then: Code, otherwise: Code = []): Code => [
  ...condition,
  ...[0x04, EMPTY],
  ...then,
  ...(otherwise.length > 0 ? [0x05, ...otherwise] : []),
  0x0b,
];

/** Runs the body, then again while the condition holds. */
export const repeat = (body: Code, condition: Code): Code => [
  ...[0x03, EMPTY],
  ...body,
  ...condition,
  ...[0x0d, 0],
  0x0b,
];

/** Of the function with that place in the module. */
export const call = (index: number, ...given: readonly Code[]): Code => [
  ...all(...given),
  0x10,
  ...unsigned(index),
];
/** `counter` counts down to zero from what it holds; nothing runs where that is none. */
export const countDown = (counter: Local, body: Code): Code =>
  when(get(counter), repeat(all(body, set(counter, sub(get(counter), i32(1)))), get(counter)));

const memory = (align: number, offset: number): Code => [align, ...unsigned(offset)];

export const loadInteger = (at: Code, offset = 0): Code => [...at, 0x28, ...memory(2, offset)];
export const loadFloat = (at: Code, offset = 0): Code => [...at, 0x2a, ...memory(2, offset)];
export const storeFloat = (at: Code, value: Code, offset = 0): Code => [
  ...at,
  ...value,
  0x38,
  ...memory(2, offset),
];
/** memory.copy and memory.fill; lengths are bytes. */
export const copyBytes = (to: Code, from: Code, length: Code): Code => [
  ...to,
  ...from,
  ...length,
  ...[0xfc, 10, 0, 0],
];
export const clearBytes = (at: Code, length: Code): Code => [
  ...at,
  ...i32(0),
  ...length,
  ...[0xfc, 11, 0],
];

const scalar =
  (opcode: number) =>
  (a: Code, b: Code): Code => [...a, ...b, opcode];
export const addFloat = scalar(0x92);
export const mulFloat = scalar(0x94);

const simd = (opcode: number): Code => [SIMD, ...unsigned(opcode)];
const vector =
  (opcode: number) =>
  (a: Code, b: Code): Code => [...a, ...b, ...simd(opcode)];

/** Tensors of tf.js lie at multiples of four bytes at least, so no more is promised. */
export const load = (at: Code, offset = 0): Code => [...at, ...simd(0x00), ...memory(2, offset)];
/** One number four times. */
export const loadSplat = (at: Code, offset = 0): Code => [
  ...at,
  ...simd(0x09),
  ...memory(2, offset),
];
export const store = (at: Code, value: Code, offset = 0): Code => [
  ...at,
  ...value,
  ...simd(0x0b),
  ...memory(2, offset),
];
/** Four integers. */
export const ints = (values: readonly [number, number, number, number]): Code => [
  ...[SIMD, 0x0c],
  ...new Uint8Array(Int32Array.from(values).buffer),
];
export const splat = (a: Code): Code => [...a, ...simd(0x13)];
export const splatInteger = (a: Code): Code => [...a, ...simd(0x11)];
export const addInts = vector(0xae);
export const orV = vector(0x50);
export const xorV = vector(0x51);
/** Integers, by so many bits. */
export const shiftLeftInts = (a: Code, bits: number): Code => [...a, ...i32(bits), ...simd(0xab)];
/** Integers without signs. */
export const shiftRightInts = (a: Code, bits: number): Code => [...a, ...i32(bits), ...simd(0xad)];
export const lane = (a: Code, index: number): Code => [...a, ...simd(0x1f), index];
export const addV = vector(0xe4);
export const subV = vector(0xe5);
export const mulV = vector(0xe6);
export const divV = vector(0xe7);
export const minV = vector(0xe8);
export const maxV = vector(0xe9);
export const greaterV = vector(0x44);
export const andV = vector(0x4e);
/** Bits of `a` where `mask` is set, else of `b`. */
export const choose = (mask: Code, a: Code, b: Code): Code => [...a, ...b, ...mask, ...simd(0x52)];
const one =
  (opcode: number) =>
  (a: Code): Code => [...a, ...simd(opcode)];
export const sqrtV = one(0xe3);
export const absV = one(0xe0);
export const negV = one(0xe1);
/** The whole number that is nearest. */
export const nearestV = one(0x6a);
export const toInts = one(0xf8);

/** a · b + c, rounded once where the engine has it. */
export type MultiplyAdd = (a: Code, b: Code, c: Code) => Code;
export const relaxedMultiplyAdd: MultiplyAdd = (a, b, c) => [...a, ...b, ...c, ...simd(0x105)];
export const plainMultiplyAdd: MultiplyAdd = (a, b, c) => addV(c, mulV(a, b));

/** The lower two lanes as doubles. */
export const promoteLow = one(0x5f);
export const addDoubles = vector(0xf0);
export const subDoubles = vector(0xf1);
export const mulDoubles = vector(0xf2);
/** Two doubles as the lower lanes; zeros above. */
export const demote = one(0x5e);
/** The upper two lanes in the place of the lower. */
export const highHalf = (a: Code): Code => [
  ...a,
  ...a,
  ...simd(0x0d),
  ...[8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15],
];

/** One number in the first lane, zeros in the others. */
export const loadOne = (at: Code, offset = 0): Code => [...at, ...simd(0x5c), ...memory(2, offset)];
/** The first lane. */
export const storeOne = (at: Code, value: Code, offset = 0): Code => [
  ...at,
  ...value,
  ...simd(0x5a),
  ...memory(2, offset),
  0,
];
/** The lower two lanes of both by turns, then the upper two. */
export const zipLow = (a: Code, b: Code): Code => [
  ...a,
  ...b,
  ...simd(0x0d),
  ...[0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23],
];
export const zipHigh = (a: Code, b: Code): Code => [
  ...a,
  ...b,
  ...simd(0x0d),
  ...[8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31],
];
/** The lower two lanes of both. */
export const lowHalves = (a: Code, b: Code): Code => [
  ...a,
  ...b,
  ...simd(0x0d),
  ...[0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23],
];
