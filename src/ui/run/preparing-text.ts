/** What is going on before the first step, in words, and how much of it is done. Pure. */
import type { RunState } from '../../store/run-state.ts';

type Preparing = Extract<RunState, { type: 'preparing' }>;

const words: Record<Preparing['stage'], string> = {
  starting: 'Starting the worker',
  backend: 'Starting the backend',
  data: 'Preparing the data',
  weights: 'Making the weights',
  pipelines: 'Compiling pipelines',
  sheets: 'Drawing the first sheet',
  metrics: 'Measuring before the first step',
};

export function preparingText({ stage, done, total }: Preparing): {
  readonly text: string;
  /** Null where there is nothing to count. */
  readonly share: number | null;
} {
  if (stage === 'starting' || total <= 1) return { text: `${words[stage]} …`, share: null };
  return { text: `${words[stage]} ${done} / ${total}`, share: done / total };
}
