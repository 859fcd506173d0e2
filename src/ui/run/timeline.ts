/** Where a person stands in the kept moments of a run: a step of their choice, or always the newest. Pure. */

export interface Timeline {
  /** Null follows the newest. */
  readonly step: number | null;
  readonly isPlaying: boolean;
}

export const following: Timeline = { step: null, isPlaying: false };

/** Index of the moment on show: the last one not after the chosen step. −1 where there is none. */
export function indexOn(timeline: Timeline, steps: readonly number[]): number {
  const { step } = timeline;
  if (step === null) return steps.length - 1;
  let index = steps.findLastIndex((each) => each <= step);
  if (index < 0 && steps.length > 0) index = 0;
  return index;
}

/** The last moment is followed on: what comes next is shown too. */
export function moveTo(index: number, steps: readonly number[]): Timeline {
  const step = steps[index];
  return step === undefined || index === steps.length - 1 ? following : { step, isPlaying: false };
}

/** Play runs on from where it stands, from the start where that is the end. */
export function togglePlay(timeline: Timeline, steps: readonly number[]): Timeline {
  if (timeline.isPlaying) return { ...timeline, isPlaying: false };
  const first = steps[0];
  if (first === undefined || steps.length < 2) return timeline;
  const index = indexOn(timeline, steps);
  const start = index >= steps.length - 1 ? first : (steps[index] ?? first);
  return { step: start, isPlaying: true };
}

/** The next moment while playing; at the end, the newest is followed. */
export function advance(timeline: Timeline, steps: readonly number[]): Timeline {
  if (!timeline.isPlaying) return timeline;
  const next = indexOn(timeline, steps) + 1;
  const step = steps[next];
  return step === undefined || next >= steps.length - 1 ? following : { step, isPlaying: true };
}
