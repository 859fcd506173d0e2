/**
 * Programs of ours in float32 as programs that read or write halves: the arithmetic stays what it was, and only what lies in memory
 * differs. Pure.
 */
import type { Program } from '../program.ts';
import { HALVES } from './packed.ts';
import { withReads, withStores } from './reads.ts';

/** `isRead` by input; a result of halves needs components of four, and may not go by the shape of its output. */
export function inHalves(
  program: Program,
  isRead: readonly boolean[],
  isWritten: boolean,
): Program {
  const { inputs, inputComponents, components = 1, outputShape } = program;
  const of = inputs.map((_, i): 1 | 4 => inputComponents?.[i] ?? (components === 4 ? 4 : 1));
  const read = inputs.filter((_, i) => isRead[i]);
  const readers = inputs.map((name, i) => (isRead[i] ? readerOf(name, of[i] ?? 1) : ''));
  const reading = read.length > 0 ? withReads(program.code, read) : program.code;
  const code = isWritten ? withStores(reading) : reading;
  const size = outputShape.reduce((product, axis) => product * axis, 1);
  return {
    ...program,
    key: `${program.key}_${isRead.map((is) => (is ? 'h' : 'f')).join('')}${isWritten ? '_h' : ''}`,
    inputComponents: of.map((count, i) => (isRead[i] ? 1 : count)),
    ...(isWritten ? { components: 2, outputShape: [size / 2] } : {}),
    code: [isWritten ? WRITER : '', ...readers, code].join('\n'),
  };
}

/** Of an array of words. */
export function readerOf(name: string, components: 1 | 4): string {
  return components === 4
    ? `
  fn read_${name}(at : i32) -> vec4<f32> {
    let first = bitcast<u32>(${name}[at * 2]);
    let second = bitcast<u32>(${name}[at * 2 + 1]);
    return vec4<f32>(unpack2x16float(first), unpack2x16float(second));
  }`
    : `
  fn read_${name}(at : i32) -> f32 {
    let both = unpack2x16float(bitcast<u32>(${name}[at / 2]));
    return select(both.x, both.y, at % 2 == 1);
  }`;
}

const WRITER = `${HALVES}
  fn store(at : i32, value : vec4<f32>) {
    result[at] = vec2<i32>(halves(value.x, value.y), halves(value.z, value.w));
  }`;
