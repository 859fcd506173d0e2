/** Messages between the page and the worker that explores checkpoints: every question has one answer. */
import type { Program } from '../compiler/program.ts';
import type { Ask, Contents, Pictures, Setting } from '../runtime/explore/requests.ts';
import type { Tiles } from '../runtime/explore/tiles.ts';
import type { BackendInfo } from '../runtime/trainer-types.ts';
import type { BackendChoice, Binding } from './protocol.ts';

export type ToExplore =
  /** Loads a stored checkpoint in place of the one before: the newest, where no step is named. */
  | {
      readonly type: 'open';
      readonly requestId: number;
      readonly runId: string;
      readonly step: number | null;
      readonly program: Program;
      readonly bindings: Readonly<Record<string, Binding>>;
      readonly backend: BackendChoice;
    }
  | {
      readonly type: 'ask';
      readonly requestId: number;
      readonly setting: Setting;
      readonly ask: Ask;
    }
  /** Frames as a GIF, each pixel a square of `scale`. Needs no checkpoint. */
  | {
      readonly type: 'gif';
      readonly requestId: number;
      readonly frames: Tiles;
      readonly frameMs: number;
      readonly scale: number;
    };

export type FromExplore =
  | {
      readonly type: 'opened';
      readonly requestId: number;
      readonly contents: Contents;
      readonly backend: BackendInfo;
    }
  | { readonly type: 'answered'; readonly requestId: number; readonly pictures: Pictures }
  | { readonly type: 'written'; readonly requestId: number; readonly blob: Blob }
  /** A sentence about why there is no answer. */
  | { readonly type: 'refused'; readonly requestId: number; readonly message: string };

export type ExploreOpening = Omit<Extract<ToExplore, { type: 'open' }>, 'type' | 'requestId'>;
export type ExploreOpened = Omit<Extract<FromExplore, { type: 'opened' }>, 'type' | 'requestId'>;
