/** Reads the safetensors format: the header's length, a JSON header, and the numbers, which become float32. */
import { z } from 'zod';
import { sizeOf } from './state-layout.ts';
import { WeightsError } from './weights-error.ts';

export interface StoredTensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** Reads the numbers; throws WeightsError for a type that holds no weights. */
  values(): Float32Array;
}

export interface StoredTensors {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

const PREFIX = 8;
/** As the reference reader allows. */
const MOST_HEADER_BYTES = 100_000_000;

const Count = z.int().min(0);
const Entry = z.object({
  dtype: z.string(),
  shape: z.array(Count),
  data_offsets: z.tuple([Count, Count]),
});
const Header = z.record(z.string(), z.unknown());
const Metadata = z.record(z.string(), z.string());

type Read = (view: DataView, offset: number) => number;

/** Bytes per number, and how one is read. */
const TYPES: Readonly<Record<string, readonly [bytes: number, read: Read]>> = {
  F32: [4, (view, at) => view.getFloat32(at, true)],
  F64: [8, (view, at) => view.getFloat64(at, true)],
  F16: [2, (view, at) => halfFloat(view.getUint16(at, true))],
  BF16: [2, (view, at) => brainFloat(view.getUint16(at, true))],
};

/** Throws WeightsError. */
export function readSafetensors(bytes: Uint8Array): StoredTensors {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length < PREFIX ? -1 : Number(view.getBigUint64(0, true));
  if (length < 2 || length > MOST_HEADER_BYTES || bytes[PREFIX] !== 0x7b)
    throw new WeightsError(
      'This is no safetensors file: it does not begin with the length of a JSON header. Choose a file that ends in .safetensors and was written as one.',
    );
  const start = PREFIX + length;
  if (start > bytes.length)
    throw truncated(`its header alone has ${length} bytes, the file ${bytes.length}`);
  const header = readHeader(bytes.subarray(PREFIX, start));
  const { __metadata__: stored = {}, ...entries } = header;
  const metadata = Metadata.safeParse(stored);
  const tensors = new Map<string, StoredTensor>();
  let end = 0;
  for (const [name, value] of Object.entries(entries)) {
    const entry = Entry.safeParse(value);
    if (!entry.success) throw damaged(`the entry of "${name}" cannot be read`);
    const { dtype, shape, data_offsets: offsets } = entry.data;
    const type = TYPES[dtype];
    const size = offsets[1] - offsets[0];
    if (type && size !== sizeOf(shape) * type[0])
      throw damaged(
        `"${name}" of shape [${shape.join(', ')}] and type ${dtype} takes ${sizeOf(shape) * type[0]} bytes, its entry names ${size}`,
      );
    end = Math.max(end, offsets[1]);
    tensors.set(name, {
      name,
      shape,
      values: () => {
        if (!type)
          throw new WeightsError(
            `"${name}" is of type ${dtype}; weights are ${Object.keys(TYPES).join(', ')}. Save the file with floating-point weights and try again.`,
          );
        return numbers(view, start + offsets[0], sizeOf(shape), type);
      },
    });
  }
  if (start + end > bytes.length)
    throw truncated(`${start + end} bytes were expected, ${bytes.length} were found`);
  return { tensors, metadata: metadata.success ? metadata.data : {} };
}

function readHeader(bytes: Uint8Array): z.infer<typeof Header> {
  try {
    return Header.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    throw damaged('its header is not JSON');
  }
}

function numbers(
  view: DataView,
  offset: number,
  count: number,
  [bytes, read]: readonly [number, Read],
): Float32Array {
  const values = new Float32Array(count);
  for (let k = 0; k < count; k++) values[k] = read(view, offset + k * bytes);
  return values;
}

const scratch = new DataView(new ArrayBuffer(4));

/** The upper half of a float32. */
function brainFloat(bits: number): number {
  scratch.setUint32(0, bits << 16);
  return scratch.getFloat32(0);
}

/** IEEE 754 binary16. */
function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const damaged = (why: string) =>
  new WeightsError(`The safetensors file is damaged: ${why}. Write or download it again.`);
const truncated = (why: string) =>
  new WeightsError(`The safetensors file is cut off: ${why}. Write or download it again.`);
