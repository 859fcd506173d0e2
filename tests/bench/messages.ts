/** What the benchmark page says to its two workers, and what they answer. */
import type { Size } from './plain-dcgan.ts';

export type Request =
  | { readonly type: 'start'; readonly backend: 'wasm' | 'webgpu'; readonly size: Size }
  | { readonly type: 'run'; readonly steps: number };

export type Answer =
  | { readonly type: 'started'; readonly backend: string; readonly tensors: number }
  | {
      readonly type: 'ran';
      readonly msPerStep: number;
      readonly dispatchesPerStep: number;
      readonly tensors: number;
    }
  | { readonly type: 'failed'; readonly message: string };
