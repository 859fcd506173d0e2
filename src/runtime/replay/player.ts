/**
 * Replays a recorded step: buffers and bind groups of its own, made once and again where the workspace was let go of. A step writes what is live into them and submits
 * one command buffer with one compute pass.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { lifetimesOf } from './lifetimes.ts';
import type { HostValues, LiveValues } from './live.ts';
import { Pieces } from './pieces.ts';
import type { Recording, Storage, TensorData, WordsAt } from './recording.ts';
import type { Lifetime } from './share-buffers.ts';
import { giveBack, ownBuffer, submitWaiting } from './stock-backend.ts';
import { writeWords } from './uniforms.ts';
import type { Workspace } from './workspace.ts';

/** Uploads up to this size go together with the live uniforms in one write. */
const SMALL_UPLOAD = 4096;

type Piece = Required<GPUBufferBinding>;

interface Command {
  readonly pipeline: GPUComputePipeline;
  readonly bindings: GPUBindGroup;
  readonly workgroups: readonly [number, number, number];
}

/** Filled before the pass: what the step uploads and then changes. */
interface Copy {
  readonly from: Piece;
  readonly to: Piece;
}

/** What hangs on where the workspace has put things. */
interface Bound {
  readonly generation: number;
  readonly commands: readonly Command[];
  readonly copies: readonly Copy[];
  readonly result: Piece;
}

export class Player {
  private readonly own: GPUBuffer[] = [];
  private readonly lasting: readonly { data: TensorData; buffer: GPUBuffer; isWritten: boolean }[];
  private readonly liveWords: readonly { words: WordsAt; at: number }[];
  private readonly small: readonly { values: LiveValues; at: number }[];
  private readonly large: readonly { values: LiveValues; buffer: GPUBuffer }[];
  private readonly host: Uint8Array<ArrayBuffer>;
  private readonly hostView: DataView;
  private readonly arena: GPUBuffer;
  private readonly uniforms: readonly Piece[];
  /** By storage: where it lies whatever passes, or as it was uploaded. */
  private readonly given: readonly (Piece | null)[];
  private readonly passing: ReadonlyMap<number, Lifetime>;
  private bound: Bound;

  constructor(
    private readonly backend: WebGPUBackend,
    private readonly recording: Recording,
    private readonly workspace: Workspace,
  ) {
    const { storages, dispatches } = recording;
    const fixed = new Pieces();
    const live = new Pieces();
    const uniforms = dispatches.map(({ uniforms, live: words }) => ({
      at: (words.length > 0 ? live : fixed).add(uniforms, words.length === 0),
      size: uniforms.length,
      isLive: words.length > 0,
    }));
    const uploads = storages.map((storage): number | null => {
      if (storage.type === 'constant') return fixed.add(storage.values, true);
      const isSmall = storage.type === 'live' && storage.bytes <= SMALL_UPLOAD;
      return isSmall ? live.add(bytesOf(storage.values.read()), false) : null;
    });
    this.host = live.contents();
    this.hostView = new DataView(this.host.buffer);
    this.arena = this.make(this.host.length);
    const contents = fixed.contents();
    const constants = this.make(contents.length);
    backend.device.queue.writeBuffer(constants, 0, contents);

    const large: { values: LiveValues; buffer: GPUBuffer }[] = [];
    this.given = storages.map((storage, i): Piece | null => {
      const { bytes: size } = storage;
      if (storage.type === 'lasting') return { buffer: storage.buffer, offset: 0, size };
      if (storage.type === 'passing') return null;
      return this.uploadOf(storage, uploads[i] ?? null, constants, large);
    });
    this.large = large;
    this.small = storages.flatMap((storage, i) => {
      const at = uploads[i];
      return storage.type === 'live' && typeof at === 'number'
        ? [{ values: storage.values, at }]
        : [];
    });
    this.liveWords = dispatches.flatMap(({ live }, i) =>
      live.map((words) => ({ words, at: uniforms[i]?.at ?? 0 })),
    );
    this.lasting = storages.filter((storage) => storage.type === 'lasting');
    this.uniforms = uniforms.map(({ at: offset, size, isLive }) => ({
      ...{ buffer: isLive ? this.arena : constants, offset, size },
    }));
    this.passing = lifetimesOf(recording);
    this.bound = this.bind();
  }

  /** Where each storage lies, with room for what passes. */
  private bind(): Bound {
    const { backend, given, passing, recording, uniforms, workspace } = this;
    const placed = workspace.place([...passing.values()]);
    const places = new Map([...passing.keys()].map((storage, i) => [storage, placed[i]] as const));
    const copies: Copy[] = [];
    const pieces = given.map((from, i): Piece => {
      const to = places.get(i);
      if (!to) return from ?? missing();
      if (from) copies.push({ from, to });
      return to;
    });
    const layouts = new Map<GPUComputePipeline, GPUBindGroupLayout>();
    const commands = recording.dispatches.map(({ pipeline, workgroups, storages }, i): Command => {
      const layout = layouts.get(pipeline) ?? pipeline.getBindGroupLayout(0);
      layouts.set(pipeline, layout);
      const bound = [...storages.map((storage) => pieces[storage]), uniforms[i]];
      const entries = bound.map((piece, binding) => ({ binding, resource: piece ?? missing() }));
      const bindings = backend.device.createBindGroup({ layout, entries });
      return { pipeline, workgroups, bindings };
    });
    const result = pieces[recording.result] ?? missing();
    return { commands, copies, result, generation: workspace.generation };
  }

  get dispatches(): number {
    return this.recording.dispatches.length;
  }

  /** False where a tensor that was there before the recording has moved since. */
  get isSound(): boolean {
    return this.lasting.every(({ data, buffer }) => data.resource === buffer);
  }

  /** The step's result goes to `into`, from byte `at` on. */
  run(step: number, into: GPUBuffer, at: number): void {
    const { backend, host, hostView, arena, workspace } = this;
    const { device } = backend;
    if (this.bound.generation !== workspace.generation) this.bound = this.bind();
    const { commands, copies, result } = this.bound;
    submitWaiting(backend);
    for (const act of this.recording.acts) act.again(step);
    for (const { words, at } of this.liveWords) writeWords(words, hostView, at);
    for (const { values, at } of this.small) host.set(bytesOf(values.read()), at);
    if (host.length > 0) device.queue.writeBuffer(arena, 0, host);
    for (const { values, buffer } of this.large) {
      device.queue.writeBuffer(buffer, 0, bytesOf(values.read()));
    }
    const encoder = device.createCommandEncoder();
    for (const { from, to } of copies) {
      encoder.copyBufferToBuffer(from.buffer, from.offset, to.buffer, to.offset, to.size);
    }
    const pass = encoder.beginComputePass();
    let before: GPUComputePipeline | null = null;
    for (const { pipeline, bindings, workgroups } of commands) {
      if (pipeline !== before) pass.setPipeline(pipeline);
      before = pipeline;
      pass.setBindGroup(0, bindings);
      pass.dispatchWorkgroups(workgroups[0], workgroups[1], workgroups[2]);
    }
    pass.end();
    encoder.copyBufferToBuffer(result.buffer, result.offset, into, at, result.size);
    device.queue.submit([encoder.finish()]);
    // What tf.js read back before is cached on the host, and has changed.
    for (const { data, isWritten } of this.lasting) if (isWritten) data.values = null;
  }

  dispose(): void {
    giveBack(this.backend, this.own);
  }

  private make(bytes: number): GPUBuffer {
    const buffer = ownBuffer(this.backend, bytes);
    this.own.push(buffer);
    return buffer;
  }

  /** Where what a step uploads lies as it was uploaded. */
  private uploadOf(
    storage: Extract<Storage, { type: 'constant' | 'live' }>,
    at: number | null,
    constants: GPUBuffer,
    large: { values: LiveValues; buffer: GPUBuffer }[],
  ): Piece {
    const { bytes: size } = storage;
    if (storage.type === 'constant') return { buffer: constants, offset: at ?? 0, size };
    if (at !== null) return { buffer: this.arena, offset: at, size };
    const buffer = this.make(size);
    large.push({ values: storage.values, buffer });
    return { buffer, offset: 0, size };
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: HostValues): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
}

function missing(): never {
  throw new Error('internal: a recorded program works on storage that has no place');
}
