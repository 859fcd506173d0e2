/** Which draw of each source a phase sees: shared within the iteration, the phase, or the repeat, as the source says. */
import * as tf from '@tensorflow/tfjs-core';
import type { Program } from '../../compiler/program.ts';
import { definitionOf } from '../../nodes/catalog.ts';
import { ops } from '../ops/ops.ts';
import { createRandomStream } from '../random/stream.ts';
import { live, refuseRecording } from '../replay/live.ts';
import type { Feed } from './feed.ts';
import { sourceStream } from './random-keys.ts';

type Drawn = readonly tf.Tensor[];

export class Draws {
  /** Draws of data since the run began, by source: where each stands in its data. */
  readonly cursors: number[];
  /** Draws of this iteration, by source; they name the random numbers. */
  private counts: number[];
  /** As many as the last iteration took, which the next is likely to take. */
  private likely: readonly number[];
  private readonly shared = new Map<number, Drawn>();
  private readonly perPhase = new Map<string, Drawn>();

  constructor(
    private readonly program: Program,
    private readonly feeds: readonly (Feed | null)[],
    private readonly seed: number,
  ) {
    this.cursors = program.sources.map(() => 0);
    this.counts = program.sources.map(() => 0);
    this.likely = program.sources.map(() => 1);
  }

  /** Has the batches of the next iteration made, wherever the cursors stand. */
  prepare(): void {
    this.feeds.forEach((feed, source) => {
      feed?.prepare(this.cursors[source] ?? 0, this.likely[source] ?? 0);
    });
  }

  /** Batches of the next iteration that are on their way. */
  arriving(): readonly Promise<void>[] {
    return this.feeds.flatMap(
      (feed, source) => feed?.arriving(this.cursors[source] ?? 0, this.likely[source] ?? 0) ?? [],
    );
  }

  /** What a phase of iteration `step` reads of a source. Tensors that outlive the repeat are kept. */
  draw(source: number, step: number, phase: number): Drawn {
    const fresh = this.program.sources[source]?.fresh;
    if (fresh === 'repeat') return this.make(source, step);
    const held = fresh === 'phase' ? this.perPhase : this.shared;
    const key = fresh === 'phase' ? `${phase}.${source}` : source;
    const known = (held as Map<string | number, Drawn>).get(key);
    if (known) return known;
    const drawn = this.make(source, step);
    for (const tensor of drawn) tf.keep(tensor);
    (held as Map<string | number, Drawn>).set(key, drawn);
    return drawn;
  }

  /** `isLast`: no other is to come from where this one leaves the cursors. */
  endIteration(step: number, isLast = false): void {
    for (const drawn of [...this.shared.values(), ...this.perPhase.values()])
      tf.dispose([...drawn]);
    this.shared.clear();
    this.perPhase.clear();
    const counts = [...this.counts];
    if (!isLast) {
      live(step, () => {
        this.likely = counts;
        this.prepare();
      });
    }
    this.counts = this.counts.map(() => 0);
  }

  private make(source: number, step: number): Drawn {
    const program = this.program.sources[source];
    const definition = program && definitionOf(program.kind);
    if (!program || definition?.family !== 'source') {
      throw new Error(`internal: the plan draws source number ${source}, which is not there`);
    }
    const draw = this.counts[source] ?? 0;
    this.counts[source] = draw + 1;
    const feed = this.feeds[source];
    let batch: Drawn = [];
    if (feed) {
      const drawn = live(step, () => {
        const cursor = this.cursors[source] ?? 0;
        this.cursors[source] = cursor + 1;
        return cursor;
      });
      batch = feed.batch(drawn);
    }
    const random = createRandomStream(this.seed, step, sourceStream(source, draw));
    const { batchSize, params } = program;
    const context = {
      tf,
      ops,
      isTraining: true,
      random,
      get iteration() {
        refuseRecording('a source goes by the number of the iteration');
        return step;
      },
      batchSize,
      batch,
    };
    return definition.draw(context, params as never);
  }
}
