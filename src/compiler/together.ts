/**
 * Which calls of a network run as one, on the samples of all: real and fake through a discriminator take one pass where no
 * sample has a say in another. Reorders steps only as far as nobody can tell. Pure.
 */

import { hasTrait } from '../nodes/catalog.ts';
import { sizeOf } from '../nodes/shapes.ts';
import type { NetworkProgram, Step } from './program.ts';
import { inputsOf, outputsOf } from './step-values.ts';

export type Call = Extract<Step, { type: 'apply' }>;

/** Calls whose inputs are all there when it is their turn. */
export interface Together {
  readonly type: 'together';
  readonly network: string;
  readonly calls: readonly Call[];
}

export type Move = Step | Together;

/** No layer's output for all samples is larger, in bytes: buffers of every device hold as much. */
const LARGEST = 2 ** 27;

/** `steps` are those of one tape; `batchOf` tells how many samples one works on. */
export function together(
  steps: readonly Step[],
  networks: readonly NetworkProgram[],
  batchOf: (call: Call) => number,
): readonly Move[] {
  const joinable = new Map(networks.flatMap((one) => (isJoinable(one) ? [[one.name, one]] : [])));
  const made = new Set(steps.flatMap(outputsOf));
  const isCall = (step: Step): step is Call => step.type === 'apply' && joinable.has(step.network);
  const there = new Set<string>();
  const isReady = (step: Step) =>
    inputsOf(step).every((value) => there.has(value) || !made.has(value));
  const moves: Move[] = [];
  const emit = (move: Move, done: readonly Step[]) => {
    moves.push(move);
    for (const step of done) for (const value of outputsOf(step)) there.add(value);
  };
  let left = [...steps];
  while (left.length > 0) {
    const waiting: Step[] = [];
    let isInOrder = true;
    for (const step of left) {
      if (!isCall(step) && (isInOrder || !hasEffect(step)) && isReady(step)) emit(step, [step]);
      else {
        if (!isCall(step) && hasEffect(step)) isInOrder = false;
        waiting.push(step);
      }
    }
    const first = waiting.filter(isCall).find(isReady);
    const alike = first
      ? waiting.filter(isCall).filter((call) => isReady(call) && isAlike(call, first, made))
      : [];
    const calls = first ? asManyAsFit(alike, joinable.get(first.network), batchOf) : [];
    const [only] = calls;
    if (!only) return [...moves, ...waiting];
    if (calls.length === 1) emit(only, calls);
    else emit({ type: 'together', network: only.network, calls }, calls);
    left = waiting.filter((step) => !calls.includes(step as Call));
  }
  return moves;
}

/** Samples pass through it apart: nothing is drawn, nothing moves, nothing is measured over a batch. */
function isJoinable({ layers, inputs }: NetworkProgram): boolean {
  return (
    inputs.length > 0 &&
    layers.every(
      ({ kind, weights }) =>
        weights.every(({ isTrainable }) => isTrainable) &&
        !hasTrait(kind, 'batch-statistics') &&
        !hasTrait(kind, 'compares-samples') &&
        !hasTrait(kind, 'random-in-training'),
    )
  );
}

/** Draws are counted, pools and statistics move, losses are logged: these keep their order. */
function hasEffect({ type }: Step): boolean {
  return type === 'draw' || type === 'pool' || type === 'apply' || type === 'loss';
}

/** A gradient that one input has and the other has not would be computed for both. */
function isAlike(one: Call, other: Call, made: ReadonlySet<string>): boolean {
  return (
    one.network === other.network &&
    one.inputs.every((value, i) => made.has(value) === made.has(other.inputs[i] ?? ''))
  );
}

function asManyAsFit(
  calls: readonly Call[],
  network: NetworkProgram | undefined,
  batchOf: (call: Call) => number,
): readonly Call[] {
  const largest = Math.max(
    1,
    ...(network?.layers ?? []).map(({ outputShape }) => sizeOf(outputShape)),
  );
  const most = LARGEST / 4 / largest;
  let samples = 0;
  return calls.filter((call, i) => {
    const more = batchOf(call);
    if (i > 0 && samples + more > most) return false;
    samples += more;
    return true;
  });
}
