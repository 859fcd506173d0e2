/** The program and its networks as they stand at an iteration; networks of a stage are connected when it is first met. */
import type { Program, StageProgram } from '../../compiler/program.ts';
import { buildStage, type Network } from '../models/network.ts';

export interface Stage {
  /** 0 where there are no stages. */
  readonly index: number;
  /** Iteration and views are those of the stage. */
  readonly program: Program;
  readonly networks: ReadonlyMap<string, Network>;
}

export class Stages {
  private readonly known = new Map<number, Stage>();

  constructor(
    private readonly program: Program,
    private readonly networks: ReadonlyMap<string, Network>,
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
    const made = stage ? this.make(index, stage) : { index, program, networks };
    this.known.set(index, made);
    return made;
  }

  private make(index: number, { networks: changed, iteration, views }: StageProgram): Stage {
    const networks = new Map(this.networks);
    for (const network of changed) {
      const whole = this.networks.get(network.name);
      if (whole) networks.set(network.name, buildStage(network, whole));
    }
    return { index, program: { ...this.program, iteration, views }, networks };
  }
}
