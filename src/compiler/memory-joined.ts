/**
 * A program as it runs where calls of a network are joined (`together.ts`): what puts their samples together and takes them
 * apart are steps of their own. For estimates alone; nothing runs it.
 */
import { aheadIn, isSame } from './ahead.ts';
import { type Batches, batchesOf } from './cost.ts';
import type { Phase, Program, Step } from './program.ts';
import { outputsOf } from './step-values.ts';
import { type Together, together } from './together.ts';

export function joined(program: Program): Program {
  const batches = batchesOf(program);
  const ahead = aheadIn(program.iteration.flatMap(({ phases }) => phases));
  const joinedPhase = (phase: Phase): Phase => {
    const early = ahead.get(phase)?.forward ?? [];
    const isEarly = (step: Step) => early.some((other) => isSame(step, other));
    const left = phase.forward.filter((step) => !isEarly(step));
    const made = new Set(phase.forward.flatMap(outputsOf));
    const [before, forward]: [Step[], Step[]] = [[], phase.forward.filter(isEarly)];
    for (const move of together(left, program.networks, batches.get)) {
      if (move.type !== 'together') {
        forward.push(move);
        continue;
      }
      const { concats, call, splits } = stepsOf(move, batches);
      // On the tape all the way back, as all that comes from before it.
      const isMade = concats.some(({ inputs }) => inputs.some((value) => made.has(value)));
      (isMade ? forward : before).push(...concats);
      forward.push(call, ...splits);
    }
    return { ...phase, prologue: [...phase.prologue, ...before], forward };
  };
  return {
    ...program,
    iteration: program.iteration.map((group) => ({
      ...group,
      phases: group.phases.map(joinedPhase),
    })),
  };
}

type Operation = Extract<Step, { type: 'operate' }>;
type Call = Together['calls'][number];

function stepsOf({ calls }: Together, { get, sizeOf }: Batches) {
  const [first] = calls;
  if (!first) throw new Error('internal: no calls to join');
  // No other phase has computed it.
  const node = `joined ${calls.map(({ node }) => node).join(' ')}`;
  const batch = calls.reduce((sum, call) => sum + get(call), 0);
  const operation = (
    kind: string,
    inputs: readonly string[],
    outputs: readonly { readonly value: string; readonly batch: number }[],
    size: number,
  ): Operation => ({
    ...{ type: 'operate', node: `${kind} ${node}`, kind, params: {}, stream: first.stream, inputs },
    outputs: outputs.map(({ value }) => value),
    outputTypes: outputs.map(({ batch }) => ({ type: { type: 'tensor', shape: [size] }, batch })),
  });
  const concats = first.inputs.map((value, port) =>
    operation(
      'batch-concat',
      calls.flatMap((call) => call.inputs[port] ?? []),
      [{ value: `${node} in ${port}`, batch }],
      sizeOf(value),
    ),
  );
  const splits = first.outputs.map((value, port) =>
    operation(
      'batch-split',
      [`${node} out ${port}`],
      calls.map((call) => ({ value: call.outputs[port] ?? '', batch: get(call) })),
      sizeOf(value),
    ),
  );
  const call: Call = {
    ...first,
    node,
    inputs: concats.flatMap(({ outputs }) => outputs),
    outputs: splits.flatMap(({ inputs }) => inputs),
  };
  return { concats, call, splits };
}
