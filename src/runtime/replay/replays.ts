/**
 * Which steps of a run are replayed. Steps are told apart by what runs in them (`key`); of each kind the first are interpreted and
 * recorded until two in a row agree. What does not come to agree goes on being interpreted, and says why.
 */
import type { Tensor } from '@tensorflow/tfjs-core';

/** The first step uploads what later ones find there, so three is the least. */
const MOST_TRIES = 6;
/** Recordings kept; the one that ran longest ago goes first. */
const MOST_KEPT = 8;

/** Room for the result of a replayed step. */
export interface Room {
  readonly tensor: Tensor;
  /** In elements. */
  readonly at: number;
}

export type Recorded<Recording> =
  | { readonly type: 'recording'; readonly recording: Recording }
  | { readonly type: 'refused'; readonly reason: string };

export interface Played {
  /** False where what was there before the recording has moved since. */
  readonly isSound: boolean;
  run(step: number, room: () => Room): void;
  dispose(): void;
}

/** How steps are recorded and replayed on one backend. */
export interface Tape<Recording> {
  /** `last` is what the try before gave, if there was one. */
  record(
    key: string,
    last: Recording | null,
    run: () => Tensor,
  ): { readonly result: Tensor; readonly recorded: Recorded<Recording> };
  /** Where the two first differ other than in live values, or null. */
  difference(one: Recording, other: Recording): string | null;
  play(recording: Recording): Played;
  /** For what passes during a step. */
  readonly bytes: number;
  dispose(): void;
}

type Known<Recording> =
  | { readonly type: 'recorded'; readonly tries: number; readonly last: Recording | null }
  | { readonly type: 'replayed'; readonly player: Played }
  | { readonly type: 'interpreted'; readonly reason: string };

/** What a trainer sees. */
export interface Replaying {
  /** Of every kind of step that is not replayed: why. */
  readonly reasons: readonly string[];
  /** Bytes for what passes during a step. */
  readonly bytes: number;
  /** False where it must be interpreted. */
  replay(key: string, step: number, room: () => Room): boolean;
  /** Interprets a step, and looks whether the next of its kind can be replayed. */
  interpret(key: string, run: () => Tensor): Tensor;
  dispose(): void;
}

export class Replays<Recording> implements Replaying {
  private readonly known = new Map<string, Known<Recording>>();

  constructor(private readonly tape: Tape<Recording>) {}

  get reasons(): readonly string[] {
    return [...this.known.values()].flatMap((known) =>
      known.type === 'interpreted' ? [known.reason] : [],
    );
  }

  get bytes(): number {
    return this.tape.bytes;
  }

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
    known.player.run(step, room);
    return true;
  }

  interpret(key: string, run: () => Tensor): Tensor {
    const known = this.known.get(key) ?? { type: 'recorded', tries: 0, last: null };
    if (known.type !== 'recorded') return run();
    const { result, recorded } = this.tape.record(key, known.last, run);
    if (recorded.type === 'refused') this.giveUp(key, recorded.reason);
    else this.compare(key, known.last, recorded.recording, known.tries + 1);
    return result;
  }

  dispose(): void {
    for (const known of this.known.values()) if (known.type === 'replayed') known.player.dispose();
    this.known.clear();
    this.tape.dispose();
  }

  private compare(key: string, last: Recording | null, recording: Recording, tries: number): void {
    const why = last ? this.tape.difference(last, recording) : 'it was seen once';
    if (why === null) {
      this.makeRoom();
      this.known.set(key, { type: 'replayed', player: this.tape.play(recording) });
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
