/** Whether two steps made the same calls on the same addresses, so that either recording stands for every later step. Pure. */
import type { HeapRecording, Operation } from './heap-recording.ts';

/** Where the two first differ other than in live values, or null. */
export function heapDifference(one: HeapRecording, other: HeapRecording): string | null {
  if (one.arena === null || one.arena !== other.arena) return 'its memory was not planned yet';
  if (one.operations.length !== other.operations.length) {
    return `it made ${one.operations.length} calls, then ${other.operations.length}`;
  }
  for (const [i, operation] of one.operations.entries()) {
    const second = other.operations[i];
    const why = second ? operationDifference(operation, second) : 'is missing';
    if (why) return `call ${i + 1}, ${nameOf(operation)}, ${why}`;
  }
  const isSame =
    one.lasting.length === other.lasting.length &&
    one.lasting.every(({ data, at }, i) => {
      const second = other.lasting[i];
      return second?.data === data && second.at === at;
    });
  if (!isSame) return 'a tensor was made before the step, and replaced since';
  const { acts, result, scratch } = other;
  if (one.acts.length !== acts.length) return 'the host had other things to do';
  if (one.result.at !== result.at || one.scratch !== scratch) return 'its memory moved';
  return null;
}

function nameOf(operation: Operation): string {
  if (operation.type === 'call') return operation.name;
  return String((JSON.parse(operation.key) as unknown[])[0]);
}

function operationDifference(one: Operation, other: Operation): string | null {
  if (nameOf(one) !== nameOf(other)) return `became ${nameOf(other)}`;
  const isSame =
    one.type === 'call'
      ? other.type === 'call' &&
        one.numbers.length === other.numbers.length &&
        one.numbers.every((number, i) => Object.is(number, other.numbers[i]))
      : other.type === 'act' && one.key === other.key;
  return isSame
    ? null
    : 'worked on other tensors or got other numbers, which no schedule, counter or key accounts for';
}
