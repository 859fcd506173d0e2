/** What is going on before the first step, in words, and how much of it is done. */
import type { RunState } from '../../store/run-state.ts';
import { textsNow } from '../texts/texts.ts';

type Preparing = Extract<RunState, { type: 'preparing' }>;

export function preparingText({ stage, done, total }: Preparing): {
  readonly text: string;
  /** Null where there is nothing to count. */
  readonly share: number | null;
} {
  const words = textsNow().run.stages;
  if (stage === 'starting' || total <= 1) return { text: `${words[stage]} …`, share: null };
  return { text: `${words[stage]} ${done} / ${total}`, share: done / total };
}
