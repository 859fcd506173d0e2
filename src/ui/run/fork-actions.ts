/** Going on from checkpoints, as a person asks for it; what fails is said. */
import { notifications } from '@mantine/notifications';
import { useRunStore } from '../../store/run-store.ts';
import { sentence } from '../texts/problem-texts.ts';
import { textsNow } from '../texts/texts.ts';
import { useForkDialog } from './fork-store.ts';

const say = (message: string) => notifications.show({ color: 'red', message: sentence(message) });

/** The run itself from its newest checkpoint, a branch of it from an older one. */
export async function goOnFrom(runId: string, step: number): Promise<void> {
  try {
    const { resumeRun } = await import('../../store/run-forks.ts');
    await resumeRun(runId, step);
  } catch (error) {
    say((error as Error).message);
  }
}

export const canForkNow = (): boolean => {
  const { run, progress } = useRunStore.getState();
  return run !== null && progress.savedStep !== null && progress.savedStep > 0;
};

/** Asks about the newest checkpoint of the run on show. */
export function askToFork(): void {
  const { run, progress } = useRunStore.getState();
  if (run && progress.savedStep) useForkDialog.getState().ask(run.id, progress.savedStep);
  else say(textsNow().forks.noRun);
}
