/**
 * Records one step while it is interpreted: stands between tf.js' WebGPU backend and the device, lets everything through, and
 * notes it. Says why where a step does what cannot be repeated without tf.js.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import { settle, settleAll } from '../kernels/webgpu/deferred.ts';
import { type Act, type Live, type LiveWords, listen, uploadOf } from './live.ts';
import type { Dispatch, Recording, Storage, TensorData } from './recording.ts';
import { type Field, liveFields, writeWords } from './uniforms.ts';

/** What of the backend is stood between; not all of it is public. */
interface Stock {
  queue: GPUQueue;
  recordAndSubmit(
    program: {
      shaderKey: string;
      pipeline: GPUComputePipeline;
      dispatch: [number, number, number];
      /** Tensors that it writes, from the output on; absent: the output alone. */
      written?: number;
    },
    output: TensorInfo,
    inputs: TensorInfo[],
    uniforms?: Field[],
  ): void;
  makeUniforms(fields: Field[]): unknown;
  uploadToGPU(dataId: object): void;
}

/** What a step must not do: what is read decides what comes next, and a replay never reads. */
const READS = ['read', 'readSync', 'readToGPU', 'getBufferData', 'copyBuffer'] as const;

export type Recorded =
  | { readonly type: 'recording'; readonly recording: Recording }
  | { readonly type: 'refused'; readonly reason: string };

/** `run` runs the step and gives the tensor of its result. */
export function record(
  backend: WebGPUBackend,
  run: () => Tensor,
): { readonly result: Tensor; readonly recorded: Recorded } {
  settleAll(backend);
  const recorder = new Recorder(backend);
  const result = recorder.during(() =>
    listen(recorder, () => {
      const made = run();
      settle(backend, made.dataId);
      return made;
    }),
  );
  return { result, recorded: recorder.end(result) };
}

class Recorder {
  private readonly acts: Act[] = [];
  private readonly places = new Map<Live<unknown>, number>();
  private readonly storages: Storage[] = [];
  private readonly known = new Map<TensorData, number>();
  private readonly dispatches: Dispatch[] = [];
  private reason: string | null = null;
  /** The bytes that were last written into a uniform buffer, and its live fields. */
  private uniforms: Pick<Dispatch, 'uniforms' | 'live'> | null = null;
  private written: Uint8Array | null = null;

  constructor(private readonly backend: WebGPUBackend) {}

  hear(value: Live<unknown>, act: Act): void {
    this.places.set(value, this.acts.length);
    this.acts.push(act);
  }

  refuse(reason: string): void {
    this.reason ??= reason;
  }

  /** The backend's own methods come back afterwards: those of this object hide them. */
  during<T>(run: () => T): T {
    const own = this.backend as unknown as Record<string, unknown>;
    const { queue } = this.backend;
    const between = this.between(queue);
    try {
      Object.assign(own, between);
      return run();
    } finally {
      for (const name of Object.keys(between)) delete own[name];
      own.queue = queue;
    }
  }

  end(result: Tensor): Recorded {
    const { acts, storages, dispatches } = this;
    const place = this.known.get(this.dataOf(result.dataId));
    if (place === undefined) this.refuse('its losses were not computed on the device');
    return this.reason === null
      ? { type: 'recording', recording: { acts, storages, dispatches, result: place ?? -1 } }
      : { type: 'refused', reason: this.reason };
  }

  private between(queue: GPUQueue): Record<string, unknown> {
    const stock = this.backend as unknown as Stock;
    const bare = Object.getPrototypeOf(stock) as Stock;
    const { recordAndSubmit, makeUniforms, uploadToGPU } = bare;
    const reads = READS.map((name) => {
      const read = (bare as unknown as Record<string, (...given: unknown[]) => unknown>)[name];
      const refusing = (...given: unknown[]) => {
        this.refuse('it reads a tensor back in the middle');
        return read?.apply(stock, given);
      };
      return [name, refusing] as const;
    });
    const listening: Partial<GPUQueue> = {
      submit: (commands) => queue.submit(commands),
      onSubmittedWorkDone: () => queue.onSubmittedWorkDone(),
      writeBuffer: (buffer, at, data, from, size) => {
        this.written = new Uint8Array(data as ArrayBuffer).slice();
        queue.writeBuffer(buffer, at, data, from, size);
      },
    };
    return {
      ...Object.fromEntries(reads),
      queue: listening,
      uploadToGPU: (dataId: object) => {
        const { values, resource } = this.dataOf(dataId);
        const isNew = resource === null || resource === undefined;
        uploadToGPU.call(stock, dataId);
        const data = this.dataOf(dataId);
        // What was deferred has been met on the way.
        if (isNew && !this.known.has(data))
          this.meetNew(dataId, data, values as ArrayLike<number> | null);
      },
      makeUniforms: (fields: Field[]) => {
        const made = makeUniforms.call(stock, fields);
        this.noteUniforms(fields);
        return made;
      },
      recordAndSubmit: (...given: Parameters<Stock['recordAndSubmit']>) => {
        recordAndSubmit.apply(stock, given);
        const [{ shaderKey, pipeline, dispatch, written = 1 }, output, inputs] = given;
        const storages = [output, ...inputs].map(({ dataId }) => this.placeOf(dataId));
        for (const place of storages.slice(0, written)) {
          const storage = this.storages[place];
          if (storage) storage.isWritten = true;
        }
        const uniforms = this.uniforms ?? { uniforms: new Uint8Array(), live: [] };
        const [x, y, z] = dispatch;
        const workgroups = [x, y, z] as const;
        this.dispatches.push({
          ...{ shader: shaderKey, pipeline, workgroups, storages, written },
          ...uniforms,
        });
        this.uniforms = null;
      },
    };
  }

  private dataOf(dataId: object): TensorData {
    return this.backend.tensorMap.get(dataId) as unknown as TensorData;
  }

  private meetNew(dataId: object, data: TensorData, values: ArrayLike<number> | null): void {
    const bytes = data.resource?.size ?? 0;
    const own = { bytes, isWritten: false };
    const live = uploadOf(dataId);
    if (!values) this.meet(data, { ...own, type: 'passing' });
    else if (live) {
      const from = this.places.get(live.from);
      if (from === undefined) this.refuse('it uploads a batch that was taken before');
      this.meet(data, { ...own, type: 'live', from: from ?? -1, values: live });
    } else {
      this.meet(data, { ...own, type: 'constant', values: bytesOf(values, data.dtype) });
    }
  }

  private meet(data: TensorData, storage: Storage): number {
    const place = this.storages.push(storage) - 1;
    this.known.set(data, place);
    return place;
  }

  private placeOf(dataId: object): number {
    const data = this.dataOf(dataId);
    const known = this.known.get(data);
    if (known !== undefined) return known;
    const buffer = data.resource;
    if (!(buffer instanceof GPUBuffer)) {
      this.refuse('it works on a texture');
      return this.meet(data, { type: 'passing', bytes: 0, isWritten: false });
    }
    const { size } = buffer;
    return this.meet(data, { type: 'lasting', data, buffer, bytes: size, isWritten: false });
  }

  private noteUniforms(fields: readonly Field[]): void {
    const uniforms = this.written ?? new Uint8Array();
    const live = liveFields(fields, ({ from }: LiveWords) => this.places.get(from) ?? -1);
    // A place that is wrong by a word would train on other numbers.
    const check = new DataView(uniforms.slice().buffer);
    for (const words of live) {
      if (words.from < 0) this.refuse('it uses a number that was made before');
      writeWords(words, check, 0);
    }
    if (uniforms.some((byte, i) => byte !== check.getUint8(i)))
      this.refuse('internal: a number does not lie where it was expected');
    this.uniforms = { uniforms, live };
  }
}

/** As tf.js writes them to a buffer. */
function bytesOf(values: ArrayLike<number>, dtype: string): Uint8Array {
  const isWhole = dtype === 'int32' || dtype === 'bool';
  const words = isWhole ? Int32Array.from(values) : Float32Array.from(values);
  return new Uint8Array(words.buffer);
}
