/** Schedules in Python: one expression in the iteration, and the function that it calls. */
import type { Schedule } from '../specs.ts';
import type { TorchHelper } from '../torch.ts';

interface Written {
  readonly expression: string;
  readonly helpers: readonly TorchHelper[];
}

/** `iteration` is Python for the number of the iteration, from 0. */
export function torchSchedule(schedule: Schedule, iteration: string): Written {
  switch (schedule.type) {
    case 'constant':
      return { expression: String(schedule.value), helpers: [] };
    case 'steps': {
      const { values, exception } = schedule;
      const entries = values.map(({ at, value }) => `(${at}, ${value})`).join(', ');
      const list = `[${entries}]`;
      const other = exception ? `, every=${exception.every}, value_then=${exception.value}` : '';
      return { expression: `step_value(${iteration}, ${list}${other})`, helpers: [steps] };
    }
    default: {
      const { type, from, to, start, end } = schedule;
      const helper = { linear, cosine, exponential }[type];
      const values = [iteration, from, to, start, end].join(', ');
      return { expression: `${helper.name}(${values})`, helpers: [helper] };
    }
  }
}

const progress: TorchHelper = {
  name: 'ramp_progress',
  code: `def ramp_progress(iteration: int, start: int, end: int) -> float:
    """From 0 at start to 1 at end, held on both sides."""
    if iteration >= end:
        return 1.0
    return 0.0 if iteration <= start else (iteration - start) / (end - start)
`,
};

const linear: TorchHelper = {
  name: 'linear_ramp',
  needs: [progress],
  code: `def linear_ramp(
    iteration: int, first: float, last: float, start: int, end: int
) -> float:
    """A straight line from first to last, held on both sides."""
    return first + (last - first) * ramp_progress(iteration, start, end)
`,
};

const cosine: TorchHelper = {
  name: 'cosine_ramp',
  imports: ['import math'],
  needs: [progress],
  code: `def cosine_ramp(
    iteration: int, first: float, last: float, start: int, end: int
) -> float:
    """Half a cosine from first to last, held on both sides."""
    bend = (1 - math.cos(math.pi * ramp_progress(iteration, start, end))) / 2
    return first + (last - first) * bend
`,
};

const exponential: TorchHelper = {
  name: 'exponential_ramp',
  needs: [progress],
  code: `def exponential_ramp(
    iteration: int, first: float, last: float, start: int, end: int
) -> float:
    """From first to last by a constant factor an iteration; a jump where one of them is 0."""
    share = ramp_progress(iteration, start, end)
    if first * last <= 0:
        return first if share < 1 else last
    return first * (last / first) ** share
`,
};

const steps: TorchHelper = {
  name: 'step_value',
  imports: ['from typing import List, Optional, Tuple'],
  code: `def step_value(
    iteration: int,
    values: List[Tuple[int, float]],
    every: Optional[int] = None,
    value_then: float = 0.0,
) -> float:
    """The value of the last entry that has begun; another one at multiples of every."""
    if every is not None and iteration % every == 0:
        return value_then
    begun = [value for at, value in values if at <= iteration]
    return begun[-1] if begun else values[0][1]
`,
};
