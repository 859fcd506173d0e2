/** The program and its networks as they stand at an iteration; networks of a stage are connected when it is first met. */

import { type Ahead, aheadIn, isSame } from '../../compiler/ahead.ts';
import { batchesOf } from '../../compiler/cost.ts';
import type { Phase, Program, StageProgram, Step } from '../../compiler/program.ts';
import { type Move, together } from '../../compiler/together.ts';
import { buildStage, type Network } from '../models/network.ts';
import type { Sharing } from '../trainer-types.ts';
import { phasesOf } from './parts.ts';

export interface Stage {
  /** 0 where there are no stages. */
  readonly index: number;
  /** Iteration and views are those of the stage. */
  readonly program: Program;
  readonly networks: ReadonlyMap<string, Network>;
  readonly ahead: ReadonlyMap<Phase, Ahead>;
  readonly tapes: ReadonlyMap<Phase, PhaseTape>;
}

/** Forward steps of a phase, with calls of a network joined. */
export interface PhaseTape {
  readonly whole: readonly Move[];
  /** Without those that may have been run ahead. */
  readonly rest: readonly Move[];
}

export class Stages {
  private readonly known = new Map<number, Stage>();

  constructor(
    private readonly program: Program,
    private readonly networks: ReadonlyMap<string, Network>,
    private readonly sharing: Sharing = 'none',
  ) {}

  at(iteration: number): Stage {
    const { program, networks } = this;
    const index = Math.max(
      0,
      program.stages.findLastIndex(({ from }) => from <= iteration),
    );
    const known = this.known.get(index);
    if (known) return known;
    const stage = program.stages[index];
    const made = stage
      ? this.make(index, stage)
      : { index, program, networks, ...sharedIn(program, this.sharing) };
    this.known.set(index, made);
    return made;
  }

  private make(index: number, { networks: changed, iteration, views }: StageProgram): Stage {
    const networks = new Map(this.networks);
    for (const network of changed) {
      const whole = this.networks.get(network.name);
      if (whole) networks.set(network.name, buildStage(network, whole));
    }
    const program = { ...this.program, iteration, views };
    return { index, program, networks, ...sharedIn(program, this.sharing) };
  }
}

function sharedIn(program: Program, sharing: Sharing): Pick<Stage, 'ahead' | 'tapes'> {
  const { get } = batchesOf(program);
  const phases = phasesOf(program);
  const ahead = sharing === 'none' ? new Map<Phase, Ahead>() : aheadIn(phases);
  const joined = (steps: readonly Step[]): readonly Move[] =>
    sharing === 'all' ? together(steps, program.networks, get) : steps;
  const tapes = phases.map((phase) => {
    const early = ahead.get(phase)?.forward ?? [];
    const left = phase.forward.filter((step) => !early.some((other) => isSame(step, other)));
    return [phase, { whole: joined(phase.forward), rest: joined(left) }] as const;
  });
  return { ahead, tapes: new Map(tapes) };
}
