/**
 * Which evaluations of one phase a later phase may use instead of making them again. Equal evaluations have one stream in
 * the plan; one of them is enough where the earlier phase has always run, once, when the later one runs.
 */
import type { Phase, PhaseGroup, Program, Step } from '../compiler/program.ts';
import type { Schedule } from '../nodes/specs.ts';

export type EvaluatedStep = Extract<Step, { type: 'apply' | 'operate' | 'pool' | 'loss' }>;

export interface SharedValues {
  /** The phase that has made this evaluation already, or null where `phase` has to. */
  makerOf(phase: number, stream: number): number | null;
  /** Whether a later phase reads what this one makes; with its graph where gradients go through it there. */
  keptAs(phase: number, stream: number): 'graph' | 'value' | null;
  /** Whether a later phase takes gradients through what is on this phase's tape. */
  keepsGraph(phase: number): boolean;
}

interface Occurrence {
  readonly phase: Phase;
  readonly order: number;
  readonly isOnTape: boolean;
}

export function isEvaluated(step: Step): step is EvaluatedStep {
  return ['apply', 'operate', 'pool', 'loss'].includes(step.type);
}

export function shareValues({ iteration }: Pick<Program, 'iteration'>): SharedValues {
  const occurrences = new Map<number, Occurrence[]>();
  const visit = (group: PhaseGroup, phase: Phase, steps: readonly Step[], isOnTape: boolean) => {
    for (const step of steps) {
      if (!isEvaluated(step)) continue;
      const found = occurrences.get(step.stream) ?? [];
      occurrences.set(step.stream, [...found, { phase, order: group.order, isOnTape }]);
    }
  };
  for (const group of iteration) {
    for (const phase of group.phases) {
      visit(group, phase, phase.prologue, false);
      visit(group, phase, phase.forward, true);
    }
  }
  const makers = new Map<string, number>();
  const kept = new Map<string, 'graph' | 'value'>();
  const keepsGraph = new Set<number>();
  for (const [stream, found] of occurrences) {
    const users: Occurrence[] = [];
    for (const later of found) {
      const earlier = users.find((user) => isReadyFor(user, later));
      users.push(later);
      if (!earlier) continue;
      const maker = makers.get(key(earlier.phase.index, stream)) ?? earlier.phase.index;
      makers.set(key(later.phase.index, stream), maker);
      if (later.isOnTape) kept.set(key(maker, stream), 'graph');
      else if (!kept.has(key(maker, stream))) kept.set(key(maker, stream), 'value');
      if (!later.isOnTape) continue;
      for (const user of users) {
        const isSame = (makers.get(key(user.phase.index, stream)) ?? user.phase.index) === maker;
        if (user !== later && user.isOnTape && isSame) keepsGraph.add(user.phase.index);
      }
    }
  }
  return {
    makerOf: (phase, stream) => makers.get(key(phase, stream)) ?? null,
    keptAs: (phase, stream) => kept.get(key(phase, stream)) ?? null,
    keepsGraph: (phase) => keepsGraph.has(phase),
  };
}

const key = (phase: number, stream: number) => `${phase}.${stream}`;

function isReadyFor(earlier: Occurrence, later: Occurrence): boolean {
  const isSameGroup = earlier.order === later.order;
  if (isSameGroup) {
    // Clipping would come between the two.
    const isClipped = later.phase.weightClip !== null;
    return !isClipped && isSamePace(earlier.phase, later.phase);
  }
  return (
    isOnce(earlier.phase.repeat) &&
    isOnce(later.phase.repeat) &&
    runsWith(earlier.phase, later.phase)
  );
}

function isSamePace(a: Phase, b: Phase): boolean {
  return a.every === b.every && JSON.stringify(a.repeat) === JSON.stringify(b.repeat);
}

/** Whether the first runs whenever the second does. */
function runsWith(a: Phase, b: Phase): boolean {
  return b.every % a.every === 0;
}

/** Once in an iteration, in all iterations. */
export function isOnce(repeat: Schedule): boolean {
  return repeat.type === 'constant' && Math.round(repeat.value) === 1;
}
