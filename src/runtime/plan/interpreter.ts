/**
 * Runs iterations of the plan: groups in order, within a group all gradients before any update. Uploads nothing
 * but batches and numbers, reads nothing back, and leaves no tensor behind but the row of losses.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Phase, PhaseGroup, Program } from '../../compiler/program.ts';
import type { Network } from '../models/network.ts';
import { valueAt } from '../schedule.ts';
import type { Draws } from './draws.ts';
import type { Surroundings } from './evaluate.ts';
import { applyGradients, takeGradients } from './phase.ts';
import { phasesOf, type TrainingState } from './state.ts';

export class Interpreter {
  /** Loss nodes, in the order of every row. */
  readonly losses: readonly string[];
  private readonly values: readonly string[];
  /** The last value of each loss: a step that does not run in an iteration repeats it. */
  private readonly last = new Map<string, tf.Tensor>();
  private readonly one = tf.keep(tf.scalar(1));

  constructor(
    private readonly program: Program,
    private readonly networks: ReadonlyMap<string, Network>,
    private readonly state: TrainingState,
    private readonly draws: Draws,
  ) {
    const steps = phasesOf(program).flatMap(({ forward }) => forward);
    const found = new Map<string, string>();
    for (const step of steps) if (step.type === 'loss') found.set(step.output, step.node);
    this.values = [...found.keys()];
    this.losses = [...found.values()];
    this.forgetLosses();
  }

  /** One iteration; gives the row of losses [losses], for the caller to dispose of. */
  run(step: number): tf.Tensor {
    this.pass(step, false);
    return tf.tidy(() => tf.stack(this.values.map((value) => this.lastOf(value))));
  }

  /** Every phase once, whatever its schedule, with nothing computed: names the pipelines that training needs. */
  runDry(): void {
    const { cursors } = this.draws;
    const before = { cursors: [...cursors], updates: [...this.state.updates] };
    this.pass(0, true);
    tf.tidy(() => tf.stack(this.values.map((value) => this.lastOf(value))));
    before.cursors.forEach((cursor, source) => {
      cursors[source] = cursor;
    });
    before.updates.forEach((count, phase) => {
      this.state.updates[phase] = count;
    });
    this.forgetLosses();
  }

  /** Losses of steps that have not run yet read 0. */
  forgetLosses(): void {
    for (const value of this.values) this.remember(value, tf.keep(tf.scalar(0)));
  }

  dispose(): void {
    tf.dispose([...this.last.values(), this.one]);
  }

  private pass(step: number, isDry: boolean): void {
    const kept = new Map<string, tf.Tensor>();
    try {
      for (const group of this.program.iteration) this.runGroup(group, step, kept, isDry);
    } finally {
      tf.dispose([...kept.values()]);
      this.draws.endIteration();
    }
  }

  private runGroup(
    { phases }: PhaseGroup,
    step: number,
    kept: Map<string, tf.Tensor>,
    isDry: boolean,
  ): void {
    const active = phases
      .map((phase) => ({ phase, repeats: isDry ? 1 : repeatsAt(phase, step) }))
      .filter(({ repeats }) => repeats > 0);
    const most = Math.max(0, ...active.map(({ repeats }) => repeats));
    for (let repeat = 0; repeat < most; repeat++) {
      const running = active.filter(({ repeats }) => repeat < repeats);
      const taken = running.map(({ phase }) => {
        const trained = this.state.trained.get(phase.index) ?? [];
        const around = this.around(step, repeat, phase, kept);
        return { phase, gradients: takeGradients(phase, trained, around, this.one) };
      });
      for (const { phase, gradients } of taken) {
        applyGradients(phase, gradients, this.state, step);
        tf.dispose(gradients.gradients.filter((gradient) => gradient !== null));
        for (const [value, loss] of gradients.losses) this.remember(value, loss);
        for (const [value, tensor] of gradients.kept) {
          kept.get(value)?.dispose();
          kept.set(value, tensor);
        }
      }
    }
  }

  private around(
    step: number,
    repeat: number,
    { index, node }: Phase,
    kept: ReadonlyMap<string, tf.Tensor>,
  ): Surroundings {
    const { program, networks, draws } = this;
    return {
      program,
      networks,
      seed: program.seed,
      step,
      repeat,
      isTraining: true,
      draw: (source) => draws.draw(source, step, index),
      recall: (value) => {
        const tensor = kept.get(value);
        if (tensor) return tensor;
        throw new Error(`internal: step ${node} recalls "${value}", which no step kept`);
      },
    };
  }

  private remember(value: string, loss: tf.Tensor): void {
    this.last.get(value)?.dispose();
    this.last.set(value, loss);
  }

  private lastOf(value: string): tf.Tensor {
    const loss = this.last.get(value);
    if (!loss) throw new Error(`internal: no loss "${value}" is remembered`);
    return loss;
  }
}

function repeatsAt(phase: Phase, step: number): number {
  if (step % phase.every !== 0) return 0;
  return Math.max(0, Math.round(valueAt(phase.repeat, step)));
}
