/** Where tf.js' WebGPU backend puts the fields of a program's uniforms. */
import type { LiveWords } from './live.ts';
import type { WordsAt } from './recording.ts';

export interface Field {
  readonly type: string;
  readonly data: readonly number[];
  readonly live?: LiveWords;
}

/** https://www.w3.org/TR/WGSL/#alignof: five and six numbers are two vectors in a row. */
const alignmentOf = (length: number): number => (length < 3 ? length * 4 : 16);

/** The live fields; `indexOf` finds a live value among the acts. */
export function liveFields(
  fields: readonly Field[],
  indexOf: (live: LiveWords) => number,
): readonly WordsAt[] {
  const found: WordsAt[] = [];
  let end = 0;
  let before = 0;
  for (const { type, data, live } of fields) {
    const count = Math.max(1, data.length);
    const alignment = before > 4 ? 16 : alignmentOf(count);
    const offset = Math.ceil(end / alignment) * alignment;
    if (live) found.push({ offset, type, count, from: indexOf(live), words: live });
    end = offset + count * 4;
    before = count;
  }
  return found;
}

export function writeWords(
  { offset, type, count, words }: WordsAt,
  into: DataView,
  start: number,
): void {
  const numbers = words.from.now;
  for (let i = 0; i < count; i++) {
    const at = start + offset + i * 4;
    const number = numbers[words.at + i] ?? 0;
    if (type === 'float32') into.setFloat32(at, number, true);
    else if (type === 'uint32') into.setUint32(at, number, true);
    else into.setInt32(at, number, true);
  }
}
