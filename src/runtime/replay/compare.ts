/** Whether two steps ran the same programs on the same storage, so that either recording stands for every later step. Pure. */
import type { Dispatch, Recording, Storage, WordsAt } from './recording.ts';

/** Where the two first differ other than in live values, or null. */
export function difference(one: Recording, other: Recording): string | null {
  if (one.dispatches.length !== other.dispatches.length) {
    return `it ran ${one.dispatches.length} programs, then ${other.dispatches.length}`;
  }
  for (const [i, dispatch] of one.dispatches.entries()) {
    const second = other.dispatches[i];
    const why = second ? dispatchDifference(dispatch, second) : 'is missing';
    if (why) return `program ${i + 1}, ${nameOf(dispatch)}, ${why}`;
  }
  for (const [i, storage] of one.storages.entries()) {
    const second = other.storages[i];
    const why = second ? storageDifference(storage, second) : 'is missing';
    if (!why) continue;
    const reader = one.dispatches.find(({ storages }) => storages.includes(i));
    return `a tensor of ${reader ? nameOf(reader) : 'no program'} ${why}`;
  }
  if (one.acts.length !== other.acts.length || one.result !== other.result) {
    return 'the host had other things to do';
  }
  return null;
}

/** tf.js' shader keys go on with shapes and types. */
const nameOf = ({ shader }: Dispatch): string => shader.split('_').slice(0, 3).join('_');

function dispatchDifference(one: Dispatch, other: Dispatch): string | null {
  if (one.pipeline !== other.pipeline) return `became ${nameOf(other)}`;
  if (one.workgroups.join() !== other.workgroups.join()) return 'ran over other sizes';
  if (one.storages.join() !== other.storages.join()) return 'worked on other tensors';
  if (one.live.map(placeOf).join() !== other.live.map(placeOf).join()) {
    return 'took other live numbers';
  }
  return isEqual(one.uniforms, other.uniforms, one.live)
    ? null
    : 'got other numbers, which no schedule, counter or key accounts for';
}

const placeOf = ({ offset, type, count, from }: WordsAt) => `${offset} ${type} ${count} ${from}`;

function storageDifference(one: Storage, other: Storage): string | null {
  if (one.type !== other.type || one.bytes !== other.bytes) return 'came from elsewhere';
  if (one.type === 'lasting' && other.type === 'lasting') {
    return one.data === other.data && one.buffer === other.buffer
      ? null
      : 'was made before the step, and replaced since';
  }
  if (one.type === 'constant' && other.type === 'constant') {
    return isEqual(one.values, other.values, [])
      ? null
      : 'was uploaded with other values, and is no batch';
  }
  return one.type === 'live' && other.type === 'live' && one.from !== other.from
    ? 'took another batch'
    : null;
}

function isEqual(one: Uint8Array, other: Uint8Array, except: readonly WordsAt[]): boolean {
  const isLive = (i: number) =>
    except.some(({ offset, count }) => i >= offset && i < offset + count * 4);
  return one.length === other.length && one.every((byte, i) => byte === other[i] || isLive(i));
}
