/**
 * The losses of one phase as a method: the plan's steps in order, what an earlier phase has made read from the batch, what
 * no trained weight influences without gradient.
 */

import type { Phase, Step } from '../compiler/program.ts';
import { inputsOf, outputsOf } from '../compiler/step-values.ts';
import type { BatchPlan } from './batch-plan.ts';
import { nameOf } from './batch-plan.ts';
import { Names } from './python-names.ts';
import { docstring, number, statement } from './python-text.ts';
import { isConstant, scheduleText } from './schedule-text.ts';
import { type EvaluatedStep, isEvaluated, type SharedValues } from './shared-values.ts';
import {
  drawText,
  hasStatistics,
  networkNamed,
  networkVariable,
  type Scene,
  stepText,
} from './step-lines.ts';

/** A statement and the context managers around it. */
interface Line {
  readonly text: string;
  readonly around: readonly string[];
  /** A local name that is set along with an attribute, and left out where nothing reads it. */
  readonly local?: string;
}

export function writePhase(
  scene: Scene,
  phase: Phase,
  shared: SharedValues,
  batch: BatchPlan,
): string {
  return new PhaseWriter(scene, phase, shared, batch).write();
}

class PhaseWriter {
  readonly #scene: Scene;
  readonly #phase: Phase;
  readonly #shared: SharedValues;
  readonly #batch: BatchPlan;
  readonly #lines: Line[] = [];
  readonly #names: Names;
  /** How a value is read where it counts as a constant or is on the tape, and how with its own graph. */
  readonly #plain = new Map<string, string>();
  readonly #graph = new Map<string, string>();

  constructor(scene: Scene, phase: Phase, shared: SharedValues, batch: BatchPlan) {
    this.#scene = scene;
    this.#phase = phase;
    this.#shared = shared;
    this.#batch = batch;
    this.#names = new Names(['self', 'batch', 'step'], scene.names.reserved);
  }

  write(): string {
    const { prologue, forward, losses, trains, title, node } = this.#phase;
    const needed = this.#needed([...prologue, ...forward]);
    for (const [steps, isOnTape] of [
      [prologue, false],
      [forward, true],
    ] as const) {
      for (const step of steps.filter((step) => needed.has(step))) {
        this.#step(step, isOnTape);
        if (step.type !== 'recall') this.#keep(outputsOf(step));
      }
    }
    const terms = losses.map(({ value, weight }) => {
      const [name = ''] = value.split('.');
      const factor =
        weight.type === 'constant' ? number(weight.value) : `${scheduleText(weight)}(self.step)`;
      const rest = isConstant(weight, 1) ? [] : [factor];
      return `Term(${[`"${name}"`, this.#read(value), ...rest].join(', ')})`;
    });
    const method = this.#scene.names.lossMethods.get(node);
    return [
      statement(`def ${method}(self, batch: Batch) -> list[Term]:`, 1),
      docstring(`${title}: by the weights of ${trains.join(', ')}.`, 2),
      ...this.#printed(terms),
      statement(`return [${terms.join(', ')}]`, 2),
    ].join('\n');
  }

  /** Steps that the losses depend on, less what an earlier phase left in the batch. */
  #needed(steps: readonly Step[]): ReadonlySet<Step> {
    const values = new Set([...this.#phase.losses.map(({ value }) => value), ...this.#phase.keep]);
    const needed = new Set<Step>();
    for (const step of steps.toReversed()) {
      const isKept =
        isEvaluated(step) && this.#shared.keptAs(this.#phase.index, step.stream) !== null;
      if (!isKept && !outputsOf(step).some((value) => values.has(value))) continue;
      needed.add(step);
      if (isEvaluated(step) && this.#maker(step) !== null) continue;
      for (const value of inputsOf(step)) values.add(value);
    }
    return needed;
  }

  #maker(step: EvaluatedStep): number | null {
    return this.#shared.makerOf(this.#phase.index, step.stream);
  }

  #step(step: Step, isOnTape: boolean): void {
    switch (step.type) {
      case 'draw':
        this.#draw(step);
        return;
      case 'recall': {
        this.#set(step.value, `batch.${this.#batch.recalledAs(step.value)}`);
        return;
      }
      case 'stop': {
        const input = this.#read(step.input);
        this.#set(
          step.output,
          input.endsWith('.detach()') || !isOnTape ? input : `${input}.detach()`,
        );
        return;
      }
      case 'apply':
      case 'operate':
      case 'pool':
      case 'loss':
        if (this.#maker(step) === null) this.#evaluate(step, isOnTape);
        else this.#reuse(step, isOnTape);
        return;
      default:
        step satisfies never;
    }
  }

  #draw({ source: index, outputs }: Extract<Step, { type: 'draw' }>): void {
    const { program } = this.#scene;
    const source = program.sources[index];
    if (!source)
      throw new Error(`internal: the plan draws source number ${index}, which is not there`);
    const property = this.#batch.drawOf(index, this.#phase);
    const drawn = property === null ? null : `batch.${property}`;
    const whole = source.outputs.map(({ value }) => value);
    const targets = whole.map((value) =>
      outputs.includes(value) ? this.#take(nameOf(value, whole.length)) : '_',
    );
    const text =
      drawn ??
      (source.feed ? `self.feeds["${source.node}"].next()` : drawText(this.#scene, source));
    const isSingle = whole.length === 1 && drawn === null && source.feed !== null;
    const target = isSingle ? `(${targets[0]},)` : targets.join(', ');
    this.#lines.push({ text: `${target} = ${text}`, around: [] });
    whole.forEach((value, position) => {
      this.#set(value, targets[position] ?? '_');
    });
  }

  #reuse(step: EvaluatedStep, isOnTape: boolean): void {
    const maker = this.#maker(step) ?? -1;
    const isGraph = this.#shared.keptAs(maker, step.stream) === 'graph';
    for (const value of outputsOf(step)) {
      const attribute = `batch.${this.#batch.attributeOf(step.stream, value)}`;
      this.#set(value, isGraph && !isOnTape ? `${attribute}.detach()` : attribute, attribute);
    }
  }

  #evaluate(step: EvaluatedStep, isOnTape: boolean): void {
    const { index } = this.#phase;
    const kept = this.#shared.keptAs(index, step.stream);
    const needsGraph = !isOnTape && kept === 'graph';
    // Gradients that a later phase takes go on to what the value was made from.
    const read = (value: string) => (kept === 'graph' ? this.#readGraph(value) : this.#read(value));
    const text = stepText(this.#scene, step, read);
    const values = outputsOf(step);
    const around = [
      ...(isOnTape || needsGraph || step.type === 'pool' ? [] : ['torch.no_grad()']),
      ...this.#frozen(step),
    ];
    const attributes = values.map((value) =>
      kept === null ? null : `batch.${this.#batch.attributeOf(step.stream, value)}`,
    );
    if (needsGraph) {
      // A later phase takes gradients through it; this one reads it as a constant.
      this.#lines.push({ text: `${attributes.join(', ')} = ${text}`, around });
      values.forEach((value, position) => {
        const attribute = attributes[position] ?? '';
        this.#set(value, `${attribute}.detach()`, attribute);
      });
    } else {
      const targets = values.map((value) => this.#take(nameOf(value, values.length)));
      const [local] = targets;
      if (kept !== null && targets.length === 1 && local) {
        this.#lines.push({ text: `${attributes[0]} = ${text}`, around, local });
      } else this.#lines.push({ text: `${targets.join(', ')} = ${text}`, around });
      if (kept !== null && targets.length > 1) {
        this.#lines.push({ text: `${attributes.join(', ')} = ${targets.join(', ')}`, around: [] });
      }
      values.forEach((value, position) => {
        this.#set(value, targets[position] ?? '', attributes[position] ?? undefined);
      });
    }
  }

  /** Leaves values in the batch that a later phase recalls. */
  #keep(values: readonly string[]): void {
    for (const value of values.filter((value) => this.#phase.keep.includes(value))) {
      const read = this.#read(value);
      const text = read.endsWith('.detach()') ? read : `${read}.detach()`;
      this.#lines.push({ text: `batch.${this.#batch.recalledAs(value)} = ${text}`, around: [] });
    }
  }

  /** Networks whose statistics must not move here. */
  #frozen(step: EvaluatedStep): readonly string[] {
    const { program, names } = this.#scene;
    const network =
      step.type === 'apply' && !step.updatesStatistics
        ? step.network
        : step.type === 'loss'
          ? step.network
          : null;
    if (network === null || !hasStatistics(networkNamed(program, network))) return [];
    return [`frozen_statistics(self.${networkVariable(names, network)})`];
  }

  #take(name: string): string {
    return this.#names.take(name);
  }

  #set(value: string, plain: string, graph = plain): void {
    this.#plain.set(value, plain);
    this.#graph.set(value, graph);
  }

  #read(value: string): string {
    const text = this.#plain.get(value);
    if (text === undefined) throw new Error(`internal: ${value} is read before it is made`);
    return text;
  }

  #readGraph(value: string): string {
    return this.#graph.get(value) ?? this.#read(value);
  }

  #printed(terms: readonly string[]): readonly string[] {
    const code = [...this.#lines.map(({ text }) => text), ...terms].join('\n');
    const lines = this.#lines.map(({ text, around, local }) => {
      const isRead = local !== undefined && new RegExp(`(?<![\\w.])${local}(?!\\w)`).test(code);
      return { text: isRead ? `${local} = ${text}` : text, around };
    });
    return printLines(lines, 2);
  }
}

/** Neighbours under the same context managers share one `with`. */
export function printLines(lines: readonly Line[], levels: number): readonly string[] {
  const printed: string[] = [];
  let open = '';
  for (const { text, around } of lines) {
    const managers = around.join(', ');
    if (managers !== open && managers !== '') printed.push(statement(`with ${managers}:`, levels));
    open = managers;
    printed.push(statement(text, managers === '' ? levels : levels + 1));
  }
  return printed;
}
