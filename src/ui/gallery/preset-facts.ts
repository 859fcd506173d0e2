/** What `tests/results/make-thumbnails.mjs` found out about each preset: its size, and what came of training it. */
import type { Texts } from '../texts/english.ts';
import facts from './preset-facts.json';

export interface PresetFacts {
  /** Of the laptop profile, as is all that follows. */
  readonly parameters: number;
  readonly steps: number;
  /** For all steps, where somebody has measured it. */
  readonly seconds?: number;
  readonly backend?: 'webgpu' | 'wasm';
  readonly picture?: {
    readonly data: keyof Texts['gallery']['trainedOn'];
    readonly steps: number;
  };
}

const ALL = facts as Readonly<Record<string, PresetFacts>>;

export const factsOf = (id: string): PresetFacts | undefined =>
  Object.hasOwn(ALL, id) ? ALL[id] : undefined;
