/** Weights that leave as safetensors and come home, in our layout and in PyTorch's. */
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeSafetensors } from '../../src/codegen/safetensors.ts';
import { checkpointOf, firstState } from '../../src/exchange/known-state.ts';
import { readWeights } from '../../src/exchange/read-weights.ts';
import { readSafetensors } from '../../src/exchange/safetensors-read.ts';
import { weightsFile } from '../../src/exchange/weights-file.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { differences, experiment, stateOf, torchFile, trained } from './support/taken-away.ts';

beforeAll(async () => {
  await startBackend('wasm');
});

describe('a run that left as safetensors', () => {
  // Moving averages, history buffers, statistics of batch norm, several optimizers.
  it.each(['dcgan', 'cyclegan', 'stylegan', 'wgan', 'bigan'])(
    'of %s comes home from either layout as it was',
    async (id) => {
      const { document, program } = experiment(id);
      const trainer = await trained(program, 2);
      const state = await stateOf(trainer);
      trainer.dispose();
      const home = readWeights(document, program, weightsFile(document, program, state));
      expect(home.layout).toBe('ganvas');
      expect(home.goesOn).toBe(true);
      expect(checkpointOf(program, home.state)).toEqual(checkpointOf(program, state));

      const abroad = readWeights(document, program, torchFile({ document, program }, state));
      expect(abroad.layout).toBe('pytorch');
      expect(abroad.state.step).toBe(2);
      expect(abroad.state.updates).toEqual(state.updates);
      expect(abroad.state.filled).toEqual(state.filled);
      expect(differences(program, abroad.state, state)).toEqual([]);
    },
  );

  it('goes on with the same losses', async () => {
    const { document, program } = experiment('ring');
    const first = await trained(program, 3);
    const file = weightsFile(document, program, await stateOf(first));
    for (let step = 0; step < 3; step++) await first.trainStep();
    const expected = await first.takeLosses();
    first.dispose();
    const second = await trained(program, 0);
    await second.restore(checkpointOf(program, readWeights(document, program, file).state));
    expect(second.step).toBe(3);
    for (let step = 0; step < 3; step++) await second.trainStep();
    expect(await second.takeLosses()).toEqual(expected);
    second.dispose();
  });
});

describe('weights alone', () => {
  it('begin a run at step 0, with averages that begin there too', () => {
    const { document, program } = experiment('stylegan');
    const state = firstState(program);
    const moved = state.tensors.map(({ name, shape, values }) => ({
      name,
      shape,
      values: values.map((value) => value + 0.5),
    }));
    const read = readWeights(document, program, encodeSafetensors(moved));
    expect(read.goesOn).toBe(false);
    expect(read.state.step).toBe(0);
    expect(read.notes.join()).toContain('begins at step 0');
    const found = new Map(read.state.tensors.map(({ name, values }) => [name, values]));
    const averages = [...found].filter(([name]) => name.startsWith('average:'));
    expect(averages.length).toBeGreaterThan(10);
    for (const [name, values] of averages) {
      expect(values).toEqual(found.get(name.slice('average:'.length)));
    }
  });

  it.each([
    ['F16', 2, (view: DataView, at: number) => view.setUint16(at, 0xc100, true), -2.5],
    ['BF16', 2, (view: DataView, at: number) => view.setUint16(at, 0xc020, true), -2.5],
    ['F64', 8, (view: DataView, at: number) => view.setFloat64(at, -2.5, true), -2.5],
  ] as const)('of type %s are converted', (dtype, size, write, expected) => {
    const bytes = new Uint8Array(3 * size);
    for (let k = 0; k < 3; k++) write(new DataView(bytes.buffer), k * size);
    const { tensors } = readSafetensors(
      fileOf({ x: { dtype, shape: [3], data_offsets: [0, bytes.length] } }, bytes),
    );
    expect([...(tensors.get('x')?.values() ?? [])]).toEqual([expected, expected, expected]);
  });
});

describe('a file that does not fit', () => {
  const { document, program } = experiment('ring');
  const { tensors } = firstState(program);
  const [head, ...tail] = tensors;
  const read = (bytes: Uint8Array) => () => readWeights(document, program, bytes);
  if (!head) throw new Error('ring has weights');

  it('is refused by the name of what it lacks', () => {
    expect(read(encodeSafetensors(tail))).toThrow(
      `The file lacks ${head.name}, which "${document.name}" needs.`,
    );
  });

  it('is refused by the name of what it has too many of', () => {
    const more = { name: 'G/else/kernel', shape: [1], values: new Float32Array(1) };
    expect(read(encodeSafetensors([...tensors, more]))).toThrow(
      `The file holds G/else/kernel, for which "${document.name}" has no place.`,
    );
  });

  it('is refused with both shapes', () => {
    const wrong = { ...head, shape: [2, 3], values: new Float32Array(6) };
    expect(read(encodeSafetensors([wrong, ...tail]))).toThrow(
      `"${head.name}" has the shape [2, 3] in the file, but [${head.shape.join(', ')}] in the document.`,
    );
    const { document: other, program: larger } = experiment('gan-mlp');
    const torch = torchFile({ document: other, program: larger }, firstState(larger));
    expect(read(torch)).toThrow(/ has the shape \[.*\], but .* needs \[.*\] in PyTorch\./);
  });

  it('is refused where it is cut off, and where it is no such file at all', () => {
    const whole = encodeSafetensors(tensors);
    expect(read(whole.subarray(0, whole.length - 4))).toThrow(
      `The safetensors file is cut off: ${whole.length} bytes were expected, ${whole.length - 4} were found.`,
    );
    expect(read(whole.subarray(0, 60))).toThrow('cut off: its header alone');
    expect(read(new TextEncoder().encode('{"format": "ganvas.graph"}'))).toThrow(
      'This is no safetensors file',
    );
    expect(read(new Uint8Array())).toThrow('This is no safetensors file');
  });

  it('is refused where its numbers are whole ones or not finite', () => {
    const { name, shape } = head;
    const size = shape.reduce((a, b) => a * b, 1);
    const entry = { dtype: 'I32', shape, data_offsets: [0, size * 4] };
    const others = encodeSafetensors(tail);
    const length = Number(new DataView(others.buffer).getBigUint64(0, true));
    const known = JSON.parse(new TextDecoder().decode(others.subarray(8, 8 + length)));
    const moved = Object.fromEntries(
      Object.entries(known as Record<string, { data_offsets: number[] }>).map(([key, value]) => [
        key,
        key === '__metadata__'
          ? value
          : { ...value, data_offsets: value.data_offsets.map((at) => at + size * 4) },
      ]),
    );
    const data = new Uint8Array(size * 4 + others.length - 8 - length);
    expect(read(fileOf({ [name]: entry, ...moved }, data))).toThrow(
      `"${name}" is of type I32; weights are F32, F64, F16, BF16.`,
    );
    const broken = { ...head, values: head.values.map(() => Number.NaN) };
    expect(read(encodeSafetensors([broken, ...tail]))).toThrow(
      `"${name}" holds numbers that are not finite`,
    );
  });
});

function fileOf(header: unknown, data: Uint8Array): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  bytes.set(data, 8 + json.length);
  return bytes;
}
