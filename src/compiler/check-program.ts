/**
 * What makes a program legal: every value is made before it is read and only once, recalled values were
 * kept, what is trained exists and is on the tape, losses are losses. A violation is a bug of the compiler
 * or a program that was changed by hand.
 */
import type { Problem } from '../graph/problem.ts';
import { ProblemList } from '../graph/problem-list.ts';
import type { NetworkProgram, Phase, Program, Step } from './program.ts';
import { stagePrograms } from './stages.ts';
import { inputsOf, outputsOf } from './step-values.ts';
import { networkByName, sizeOf } from './weights.ts';

export function checkProgram(program: Program): readonly Problem[] {
  const problems = new ProblemList();
  check(new Checker(program, problems), program, true);
  if (program.stages.length > 0) {
    for (const stage of stagePrograms(program)) check(new Checker(stage, problems), stage, false);
  }
  return problems.sorted();
}

/** A stage may leave out what a phase trains, where nothing needs it yet; the whole may not. */
function check(checker: Checker, program: Program, isWhole: boolean): void {
  for (const network of program.networks) checker.network(network);
  const kept = new Set<string>();
  for (const group of program.iteration) {
    for (const phase of group.phases) {
      checker.phase(phase, kept, isWhole);
      for (const value of phase.keep) kept.add(value);
    }
  }
  for (const view of program.views) {
    const made = checker.steps(view.node, view.steps, new Set());
    for (const { value } of view.values)
      checker.expect(made.has(value), view.node, `shows ${value}, which nothing makes`);
  }
}

class Checker {
  readonly #problems: ProblemList;
  readonly #program: Program;
  readonly #networks: ReadonlyMap<string, NetworkProgram>;
  #count = 0;

  constructor(program: Program, problems: ProblemList) {
    this.#problems = problems;
    this.#program = program;
    this.#networks = networkByName(program.networks);
  }

  expect(isTrue: boolean, node: string, violation: string): void {
    if (isTrue) return;
    const where = { graph: 'objective', node, field: `program.${this.#count++}` } as const;
    this.#problems.error(
      'document.invalid',
      where,
      `internal: the program of ${node} ${violation}`,
    );
  }

  network({ name, inputs, outputs, layers }: NetworkProgram): void {
    const made = new Set(inputs.map((input) => `input:${input.name}`));
    for (const layer of layers) {
      for (const input of layer.inputs) {
        this.expect(made.has(input), name, `reads ${input} in ${layer.id} before it is made`);
      }
      this.expect(!made.has(layer.id), name, `makes ${layer.id} twice`);
      this.expect(isShape(layer.outputShape), name, `does not know the shape of ${layer.id}`);
      made.add(layer.id);
    }
    for (const { name: output, layer } of outputs) {
      this.expect(made.has(layer), name, `gives ${layer} at ${output}, which no layer makes`);
    }
  }

  phase(phase: Phase, kept: ReadonlySet<string>, isWhole: boolean): void {
    const { node, prologue, forward, trains, losses, keep } = phase;
    const all = [...prologue, ...forward];
    const made = this.steps(node, all, kept);
    for (const { value } of losses) {
      const isLoss = forward.some((step) => step.type === 'loss' && step.output === value);
      this.expect(isLoss, node, `minimizes ${value}, which is no loss of its tape`);
    }
    this.expect(losses.length > 0, node, 'has no loss');
    this.expect(trains.length > 0, node, 'trains nothing');
    for (const name of trains) {
      this.expect(this.#networks.has(name), node, `trains ${name}, which does not exist`);
      const runs = forward.some(
        (step) => (step.type === 'apply' || step.type === 'loss') && step.network === name,
      );
      this.expect(runs || !isWhole, node, `trains ${name}, which its tape does not run`);
      const early = prologue.some((step) => step.type === 'apply' && step.network === name);
      this.expect(!early, node, `runs ${name}, which it trains, before its tape`);
    }
    for (const value of keep) {
      this.expect(made.has(value), node, `keeps ${value}, which it does not make`);
    }
  }

  /** Answers all values that are made. */
  steps(node: string, steps: readonly Step[], kept: ReadonlySet<string>): ReadonlySet<string> {
    const made = new Set<string>();
    for (const step of steps) {
      for (const value of inputsOf(step)) {
        this.expect(made.has(value), node, `reads ${value} before it is made`);
      }
      for (const value of outputsOf(step)) {
        this.expect(!made.has(value), node, `makes ${value} twice`);
        made.add(value);
      }
      this.step(node, step, kept);
    }
    return made;
  }

  step(node: string, step: Step, kept: ReadonlySet<string>): void {
    if (step.type === 'loss' && step.network !== null) {
      const isThere = this.#networks.has(step.network);
      this.expect(isThere, node, `runs ${step.network} in ${step.node}, which does not exist`);
    }
    if (step.type === 'recall') {
      this.expect(kept.has(step.value), node, `recalls ${step.value}, which no phase kept`);
    } else if (step.type === 'draw') {
      const source = this.#program.sources[step.source];
      const names = source?.outputs.map(({ value }) => value).join();
      this.expect(names === step.outputs.join(), node, `draws source ${step.source} wrongly`);
    } else if (step.type === 'apply') {
      const network = this.#networks.get(step.network);
      const fits =
        network?.inputs.length === step.inputs.length &&
        network.outputs.length === step.outputs.length;
      this.expect(fits, node, `runs ${step.network} with the wrong number of values`);
    }
  }
}

function isShape(shape: readonly number[]): boolean {
  return shape.every((length) => Number.isInteger(length) && length > 0) && sizeOf(shape) > 0;
}
