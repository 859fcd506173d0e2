/**
 * Steps of the plan as Python statements, one for each: what phases and views have in common. Where a value comes from
 * and whether it needs a gradient is decided by the caller.
 */
import type { NetworkProgram, Program, SourceProgram, Step } from '../compiler/program.ts';
import { nameOf } from './batch-plan.ts';
import { isCoded, type ObjectiveNames, stepCode } from './objective-names.ts';
import { fillCall, torchCode } from './torch-code.ts';

/** Python for a value, by its name in the plan. */
export type Reader = (value: string) => string;

export interface Scene {
  readonly program: Program;
  readonly names: ObjectiveNames;
  /** Python for the number of samples of the document's batch. */
  readonly batch: string;
  /** Views exchange nothing with image pools. */
  readonly isView: boolean;
}

/** `2 * self.batch_size`: a batch that may differ from the document's. */
export function batchText({ program, batch }: Scene, samples: number): string {
  const ratio = samples / program.batchSize;
  if (ratio === 1) return batch;
  return Number.isInteger(ratio) ? `${ratio} * ${batch}` : `${samples}`;
}

/** A draw of a source that is not read from data. */
export function drawText(scene: Scene, source: SourceProgram): string {
  const outputShapes = source.outputs.map(({ type }) => (type.type === 'tensor' ? type.shape : []));
  const code = torchCode(source.kind, source.params, { inputShapes: [], outputShapes });
  return fillCall(code.call, {
    inputs: [],
    batch: () => batchText(scene, source.batchSize),
    device: () => 'self.device',
    iteration: () => 'self.step',
  });
}

/** The expression that a step computes; null where it is another name for its input. */
export function stepText(scene: Scene, step: Step, read: Reader): string {
  const { program, names } = scene;
  if (step.type === 'apply') {
    return `self.${networkVariable(names, step.network)}(${step.inputs.map(read).join(', ')})`;
  }
  if (!isCoded(step)) throw new Error(`internal: a step of type ${step.type} is no expression`);
  if (step.type === 'pool' && scene.isView) return `${read(step.input)}.detach()`;
  const inputs = (step.type === 'pool' ? [step.input] : step.inputs).map(read);
  const module = names.modules.get(step.node);
  const network = step.type === 'loss' && step.network !== null ? step.network : null;
  const samples =
    step.type === 'operate' ? (step.outputTypes[0]?.batch ?? program.batchSize) : program.batchSize;
  const [first] = inputs;
  return fillCall(stepCode(program, step).call, {
    inputs,
    ...(module ? { module: `self.${module.name}` } : {}),
    ...(network === null ? {} : { network: `self.${networkVariable(names, network)}` }),
    batch: () => (first === undefined ? batchText(scene, samples) : `${first}.shape[0]`),
    device: () => 'self.device',
    iteration: () => 'self.step',
  });
}

export function networkVariable(names: ObjectiveNames, network: string): string {
  const found = names.networks.get(network);
  if (!found) throw new Error(`internal: the plan runs an unknown network "${network}"`);
  return found.variable;
}

export function networkNamed(program: Program, name: string): NetworkProgram {
  const found = program.networks.find((network) => network.name === name);
  if (!found) throw new Error(`internal: the plan runs an unknown network "${name}"`);
  return found;
}

export function hasStatistics({ layers }: NetworkProgram): boolean {
  return layers.some(({ weights }) => weights.some(({ isTrainable }) => !isTrainable));
}

/** Local names of what a step makes. */
export function targetsOf(step: Step, outputs: readonly string[]): readonly string[] {
  return outputs.map((value) => nameOf(value, step.type === 'draw' ? 1 : outputs.length));
}
