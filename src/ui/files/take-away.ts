/** Exports from the menu and weights that are dropped: what is going on and how it ended, as notifications. */
import { notifications } from '@mantine/notifications';
import { exportTo, importWeights, type TakenAway } from '../../store/take-away.ts';
import type { ExportTarget } from '../../worker/exchange-protocol.ts';
import { formatCount } from '../format.ts';
import { downloadBlob } from '../run/download.ts';
import { sentence } from '../texts/problem-texts.ts';

const TITLES: Readonly<Record<ExportTarget, string>> = {
  pytorch: 'PyTorch program',
  tfjs: 'TensorFlow.js models',
  safetensors: 'Weights',
};

export async function takeAway(target: ExportTarget): Promise<void> {
  await told(`Writing: ${TITLES[target]}`, `${TITLES[target]} not written`, async () => {
    const taken = await exportTo(target);
    downloadBlob(taken.blob, taken.name);
    return { title: `${taken.name} is written`, message: originOf(taken, target) };
  });
}

export async function takeWeights(file: File): Promise<void> {
  await told(`Reading ${file.name}`, `${file.name} was not taken`, async () => {
    const sentences = await importWeights(file);
    return {
      title: `Weights of ${file.name} are loaded`,
      message: sentences.map(sentence).join(' '),
    };
  });
}

function originOf({ origin, seed }: TakenAway, target: ExportTarget): string {
  if (origin.type === 'run')
    return `With the weights of step ${formatCount(origin.step)} of the run.`;
  const instead =
    target === 'pytorch'
      ? 'It comes without weights'
      : `The weights are the first ones of seed ${seed}`;
  return origin.why === 'unfit'
    ? `${instead}: those of the run do not fit the graph as it is now. Undo the changes to take the run along.`
    : `${instead}: no run has been saved yet.`;
}

interface Ending {
  readonly title: string;
  readonly message: string;
}

async function told(going: string, failed: string, act: () => Promise<Ending>): Promise<void> {
  const id = notifications.show({ loading: true, autoClose: false, title: going, message: '' });
  try {
    const ending = await act();
    notifications.update({ id, loading: false, autoClose: 8_000, ...ending });
  } catch (error) {
    const message = sentence(error instanceof Error ? error.message : String(error));
    notifications.update({
      id,
      loading: false,
      autoClose: false,
      color: 'red',
      title: failed,
      message,
    });
  }
}
