/** What a benchmark says to a contestant, in a worker of the page or a process of Node, and what it answers. */
import type { Sizes } from '../plain/network.ts';

export interface Start {
  readonly type: 'start';
  readonly backend: 'wasm' | 'webgpu';
  readonly preset: string;
  readonly sizes: Sizes;
}

/** `software`: a processor that plays a GPU. tf.js tells it apart on no adapter but SwiftShader, so whoever asks says it. */
export type DeviceKind = 'wasm' | 'software' | 'hardware';

export type Request =
  | Start
  | { readonly type: 'run'; readonly steps: number }
  /** One more step, kernel by kernel; for the compiled plan on a trainer beside. */
  | { readonly type: 'count' }
  /** Two losses: the first and the last of so many steps. */
  | { readonly type: 'losses'; readonly steps: number }
  /** What the device does at most: one round of a large copy and a large matrix product. */
  | { readonly type: 'peak'; readonly kind: DeviceKind };

export interface Ran {
  readonly msPerStep: number;
  /** Of the processor, all threads; undefined in the browser. */
  readonly cpuPerStep: number | undefined;
  /** Until the last step was asked for, without waiting for the device: JavaScript's own where the device is another. */
  readonly askedPerStep: number;
  readonly dispatchesPerStep: number;
  /** Of what is bound to dispatches. */
  readonly boundPerStep: number;
}

export interface Counts {
  readonly kernels: number;
  readonly multiplyAdds: number;
  /** Read and written by kernels. */
  readonly bytes: number;
}

export interface Counted {
  /** Of weights that are trained, by network. */
  readonly parameters: Readonly<Record<string, number>>;
  /** Of a step as it runs. */
  readonly counts: Counts;
  /** Of a step that shares no work between its phases: what both contestants have been asked for. */
  readonly unshared: Counts;
}

export interface Peak {
  readonly multiplyAddsPerSecond: number;
  /** Read and written. */
  readonly bytesPerSecond: number;
}

export type Answer =
  | { readonly type: 'started'; readonly device: string }
  | ({ readonly type: 'ran' } & Ran)
  | ({ readonly type: 'counted' } & Counted)
  | { readonly type: 'losses'; readonly rows: readonly Readonly<Record<string, number>>[] }
  | ({ readonly type: 'peak' } & Peak)
  | { readonly type: 'failed'; readonly message: string };

export interface Contestant {
  /** Runs so many steps and waits for their losses. `asked` is called when the last was asked for. */
  run(steps: number, asked: () => void): Promise<void>;
  count(): Promise<Counted>;
  losses(steps: number): Promise<readonly Readonly<Record<string, number>>[]>;
}
