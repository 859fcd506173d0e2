/** The state of a run: what the person asks for, what the worker reports, and what becomes of both. */
import { describe, expect, it } from 'vitest';
import {
  actionsOf,
  idle,
  type RunEvent,
  type RunState,
  transition,
} from '../../src/store/run-state.ts';

const after = (...events: readonly RunEvent[]): RunState => events.reduce(transition, idle);

const ask: RunEvent = { type: 'asked-to-open', runId: 'a', wish: 'train' };
const phase = (name: 'training' | 'paused' | 'finished' | 'closed', step = 0): RunEvent => ({
  type: 'phase',
  phase: name,
  step,
});
const progress: RunEvent = {
  type: 'progress',
  stage: 'pipelines',
  done: 3,
  total: 9,
};
const trouble = (isFatal: boolean): RunEvent => ({
  type: 'trouble',
  code: 'internal',
  message: 'Broken.',
  isFatal,
});

describe('the state of a run', () => {
  it('goes from preparing through training to finished', () => {
    expect(after(ask, progress)).toMatchObject({
      type: 'preparing',
      stage: 'pipelines',
      done: 3,
    });
    expect(after(ask, progress, phase('training'))).toEqual({ type: 'training', runId: 'a' });
    expect(after(ask, phase('training'), phase('finished', 90))).toEqual({
      type: 'finished',
      runId: 'a',
      step: 90,
    });
  });

  it('is pausing until the worker says that it has paused', () => {
    const pausing = after(ask, phase('training'), { type: 'asked-to-pause' });
    expect(pausing.type).toBe('pausing');
    expect(transition(pausing, phase('training')).type).toBe('pausing');
    expect(transition(pausing, phase('paused', 12))).toEqual({
      type: 'paused',
      runId: 'a',
      step: 12,
      isOpen: true,
    });
  });

  it('prepares again when the device of a training run is replaced', () => {
    expect(after(ask, phase('training'), progress)).toMatchObject({
      type: 'preparing',
      wish: 'train',
    });
  });

  it('stays as it is for trouble that the worker got over, and fails for what it did not', () => {
    const training = after(ask, phase('training'));
    expect(transition(training, trouble(false))).toBe(training);
    const failed = transition(training, trouble(true));
    expect(failed).toMatchObject({ type: 'failed', runId: 'a', message: 'Broken.' });
    expect(actionsOf(failed)).toMatchObject({ canResume: true, canTrain: true, canPause: false });
  });

  it('does not lose a finished run to a worker that crashes later', () => {
    const finished = after(ask, phase('training'), phase('finished', 9));
    expect(transition(finished, trouble(true))).toBe(finished);
  });

  it('ends as stopped when the worker has closed the run', () => {
    const stopping = after(ask, phase('training'), { type: 'asked-to-stop' });
    expect(transition(stopping, phase('paused', 3)).type).toBe('stopping');
    expect(transition(stopping, phase('closed', 3))).toEqual({
      type: 'stopped',
      runId: 'a',
      step: 3,
    });
  });

  it('stands paused after a reload, with Resume as the way on', () => {
    const found = after({ type: 'found', runId: 'a', step: 40, end: 'none', hasWeights: true });
    expect(found).toEqual({ type: 'paused', runId: 'a', step: 40, isOpen: false });
    expect(actionsOf(found)).toEqual({
      canTrain: true,
      canPause: false,
      canResume: true,
      canStep: true,
      canStop: true,
    });
  });

  it('can be paused while it prepares to train', () => {
    const preparing = after(ask);
    expect(actionsOf(preparing).canPause).toBe(true);
    expect(transition(preparing, { type: 'asked-to-pause' })).toMatchObject({ wish: 'stay' });
  });
});
