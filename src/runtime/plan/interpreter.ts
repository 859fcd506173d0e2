/**
 * Runs iterations of the plan: groups in order, within a group all gradients before any update. Uploads nothing
 * but batches and numbers, reads nothing back, and leaves no tensor behind but the row of losses.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Phase, PhaseGroup, Program } from '../../compiler/program.ts';
import { valueAt } from '../../nodes/fields/schedule-value.ts';
import type { Draws } from './draws.ts';
import type { Surroundings } from './evaluate.ts';
import { halfPass } from './half-pass.ts';
import { Held } from './held.ts';
import type { LossScale } from './loss-scale.ts';
import { lossStepsOf } from './parts.ts';
import { applyGradients, takeGradients } from './phase.ts';
import { Pools } from './pools.ts';
import type { Stage, Stages } from './stages.ts';
import type { TrainingState } from './state.ts';
import type { Witness } from './witness.ts';

/** What one pass through an iteration goes by. */
interface Pass {
  readonly step: number;
  readonly kept: Map<string, tf.Tensor>;
  readonly held: Held;
  readonly isDry: boolean;
  /** Looks on where an iteration is run again to find out what went wrong in it. */
  readonly witness: Witness | null;
}

export class Interpreter {
  /** Loss nodes, in the order of every row. */
  readonly losses: readonly string[];
  readonly pools: Pools;
  private readonly one = tf.keep(tf.scalar(1));

  constructor(
    program: Program,
    private readonly stages: Stages,
    private readonly state: TrainingState,
    private readonly draws: Draws,
    /** Whether passes are in half precision, with scaled losses. */
    private readonly isMixed: boolean,
  ) {
    const nodes = new Map(lossStepsOf(program).map(({ output, node }) => [output, node]));
    this.losses = [...nodes.values()];
    this.pools = new Pools(program, state.pools);
  }

  /** One iteration; gives the row of losses [losses], for the caller to dispose of. */
  run(step: number, witness: Witness | null = null): tf.Tensor {
    this.pass(step, false, witness);
    return rowOf([...this.state.losses.values()]);
  }

  /**
   * Every phase as it stands at an iteration, once, whatever its schedule, with nothing computed: names the pipelines
   * that training needs.
   */
  runDry(step: number): void {
    const { cursors } = this.draws;
    const { updates } = this.state;
    const { filled } = this.pools;
    const before = [[...cursors], [...updates], [...filled]];
    this.pass(step, true, null);
    rowOf([...this.state.losses.values()]).dispose();
    [cursors, updates, filled].forEach((counts, i) => {
      counts.splice(0, counts.length, ...(before[i] ?? []));
    });
  }

  /** Iterations of equal keys run the same programs: the same stage, the same phases, each as often. */
  keyAt(step: number): string {
    const { index, program } = this.stages.at(step);
    const repeats = program.iteration.map(({ phases }) =>
      phases.map((phase) => repeatsAt(phase, step)).join(),
    );
    return `${index}: ${repeats.join(' ')}`;
  }

  dispose(): void {
    this.one.dispose();
  }

  private pass(step: number, isDry: boolean, witness: Witness | null): void {
    const kept = new Map<string, tf.Tensor>();
    const held = new Held();
    try {
      const stage = this.stages.at(step);
      for (const group of stage.program.iteration)
        this.runGroup(stage, group, { step, kept, held, isDry, witness });
    } finally {
      tf.dispose([...kept.values()]);
      held.dispose();
      this.draws.endIteration(step, isDry);
    }
  }

  private runGroup(stage: Stage, { phases }: PhaseGroup, pass: Pass): void {
    const { step, kept, held, witness } = pass;
    const active = phases
      .map((phase) => ({ phase, repeats: repeatsIn(phase, pass) }))
      .filter(({ repeats }) => repeats > 0);
    const most = Math.max(0, ...active.map(({ repeats }) => repeats));
    for (let repeat = 0; repeat < most; repeat++) {
      const running = active.filter(({ repeats }) => repeat < repeats);
      const taken = running.map(({ phase, repeats }) => {
        if (repeats === 1) this.runAhead(stage, phase, pass);
        const around = this.around(stage, repeat, phase, pass);
        const start = held.startOf(phase, stage, repeats === 1);
        const scale = this.scaleOf(phase);
        const gradients = this.within(() =>
          takeGradients(phase, start, this.state, around, this.one, scale?.scale ?? null),
        );
        held.end(phase);
        // Gradients that a scale makes too large are no fault.
        if (!scale) witness?.seeGradients(stage, phase, this.state, gradients.gradients);
        return { phase, gradients, scale };
      });
      for (const { phase, gradients, scale } of taken) {
        applyGradients(phase, gradients, this.state, step, scale);
        witness?.seeWeights(stage, phase, this.state);
        tf.dispose(gradients.gradients.filter((gradient) => gradient !== null));
        for (const [value, tensor] of gradients.kept) {
          kept.get(value)?.dispose();
          kept.set(value, tensor);
        }
      }
    }
  }

  /** Of later phases, what this one computes as well. */
  private runAhead(stage: Stage, next: Phase, pass: Pass): void {
    for (const [phase, ahead] of stage.ahead) {
      if (ahead.before !== next || repeatsIn(phase, pass) !== 1) continue;
      const around = this.around(stage, 0, phase, pass);
      this.within(() => pass.held.runAhead(phase, ahead, around));
    }
  }

  private within<T>(run: () => T): T {
    return this.isMixed ? halfPass(run) : run();
  }

  private scaleOf({ index }: Phase): LossScale | null {
    return this.isMixed ? (this.state.scales.get(index) ?? null) : null;
  }

  private around(
    { program, networks }: Stage,
    repeat: number,
    { index, node }: Phase,
    { step, kept, witness }: Pass,
  ): Surroundings {
    const { draws, pools } = this;
    const keys = { seed: program.seed, step, repeat };
    return {
      program,
      networks,
      ...keys,
      isTraining: true,
      iteration: step,
      scale: 1,
      lossState: (name) => lossState(this.state, name),
      pool: (poolStep, samples) => pools.exchange(poolStep, samples, keys),
      draw: (source) => draws.draw(source, step, index),
      recall: (value) => {
        const tensor = kept.get(value);
        if (tensor) return tensor;
        throw new Error(`internal: step ${node} recalls "${value}", which no step kept`);
      },
      ...witness?.eyes,
    };
  }
}

function lossState({ lossStates }: TrainingState, name: string): tf.Tensor {
  const tensor = lossStates.get(name);
  if (!tensor) throw new Error(`internal: no loss keeps a state "${name}"`);
  return tensor;
}

/** In a buffer of its own: the losses change in place, and a stack of one tensor would share its buffer. */
function rowOf(losses: readonly tf.Tensor[]): tf.Tensor {
  const [only] = losses;
  return only && losses.length === 1 ? tf.add(tf.reshape(only, [1]), 0) : tf.stack([...losses]);
}

/** A dry pass runs every phase once. */
function repeatsIn(phase: Phase, { step, isDry }: Pass): number {
  return isDry ? 1 : repeatsAt(phase, step);
}

function repeatsAt(phase: Phase, step: number): number {
  if (step % phase.every !== 0) return 0;
  return Math.max(0, Math.round(valueAt(phase.repeat, step)));
}
