/**
 * Which steps of a run are replayed. Steps are told apart by what runs in them (`key`); of each kind the first are interpreted and
 * recorded until two in a row agree. What does not come to agree goes on being interpreted, and says why.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { Tensor } from '@tensorflow/tfjs-core';
import { settleAll } from '../kernels/webgpu/deferred.ts';
import { difference } from './compare.ts';
import { Player } from './player.ts';
import { record } from './recorder.ts';
import type { Recording, TensorData } from './recording.ts';
import { sparingly } from './sparing.ts';
import { dropSpareBuffers } from './stock-backend.ts';
import { Workspace } from './workspace.ts';

/** The first step uploads what later ones find there, so three is the least. */
const MOST_TRIES = 6;
/** Recordings kept; the one that ran longest ago goes first. */
const MOST_KEPT = 8;

type Known =
  | { readonly type: 'recorded'; readonly tries: number; readonly last: Recording | null }
  | { readonly type: 'replayed'; readonly player: Player }
  | { readonly type: 'interpreted'; readonly reason: string };

/** Room for the result of a replayed step. */
export interface Room {
  readonly tensor: Tensor;
  /** In elements. */
  readonly at: number;
}

export class Replays {
  private readonly known = new Map<string, Known>();
  private readonly workspace: Workspace;

  constructor(private readonly backend: WebGPUBackend) {
    this.workspace = new Workspace(backend);
  }

  /** Of every kind of step that is not replayed: why. */
  get reasons(): readonly string[] {
    return [...this.known.values()].flatMap((known) =>
      known.type === 'interpreted' ? [known.reason] : [],
    );
  }

  /** Bytes for what passes during a step. */
  get bytes(): number {
    return this.workspace.bytes;
  }

  /** False where it must be interpreted. */
  replay(key: string, step: number, room: () => Room): boolean {
    const known = this.known.get(key);
    if (known?.type !== 'replayed') return false;
    if (!known.player.isSound) {
      known.player.dispose();
      this.known.delete(key);
      return false;
    }
    // The last in order is the one that ran last.
    this.known.delete(key);
    this.known.set(key, known);
    settleAll(this.backend);
    const { tensor, at } = room();
    this.backend.uploadToGPU(tensor.dataId);
    const data = this.backend.tensorMap.get(tensor.dataId) as unknown as TensorData;
    if (!data.resource) throw new Error('internal: no room for the losses of a step');
    known.player.run(step, data.resource, at * 4);
    data.values = null;
    return true;
  }

  /** Interprets a step, and looks whether the next of its kind can be replayed. */
  interpret(key: string, run: () => Tensor): Tensor {
    const known = this.known.get(key) ?? { type: 'recorded', tries: 0, last: null };
    if (known.type !== 'recorded') return run();
    const { result, recorded } = sparingly(this.backend, () => record(this.backend, run));
    if (recorded.type === 'refused') this.giveUp(key, recorded.reason);
    else this.compare(key, known.last, recorded.recording, known.tries + 1);
    return result;
  }

  dispose(): void {
    for (const known of this.known.values()) if (known.type === 'replayed') known.player.dispose();
    this.known.clear();
    this.workspace.dispose();
  }

  private compare(key: string, last: Recording | null, recording: Recording, tries: number): void {
    const why = last ? difference(last, recording) : 'it was seen once';
    if (why === null) {
      this.makeRoom();
      // Before it takes room of its own.
      dropSpareBuffers(this.backend);
      const player = new Player(this.backend, recording, this.workspace);
      this.known.set(key, { type: 'replayed', player });
    } else if (tries >= MOST_TRIES) {
      this.giveUp(key, `no two steps in a row were the same: ${why}`);
    } else {
      this.known.set(key, { type: 'recorded', tries, last: recording });
    }
  }

  private giveUp(key: string, reason: string): void {
    this.known.set(key, { type: 'interpreted', reason });
  }

  private makeRoom(): void {
    const replayed = [...this.known].filter(([, { type }]) => type === 'replayed');
    const [oldest] = replayed;
    if (!oldest || replayed.length < MOST_KEPT) return;
    const [key, known] = oldest;
    if (known.type === 'replayed') known.player.dispose();
    this.known.delete(key);
  }
}
