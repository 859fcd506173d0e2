/** What storage did that nobody asked for, in words: checkpoints that made room for newer ones, damage that was found. */
import { notifications } from '@mantine/notifications';
import { listenToStorage } from '../../store/library-actions.ts';
import type { StorageNews } from '../../worker/storage-news.ts';
import { showWithAction } from '../files/show-with-action.tsx';
import { formatBytes, formatCount } from '../format.ts';
import { showResults } from '../keyboard/panels.ts';
import { textsNow } from '../texts/texts.ts';
import { useRunsPanel } from './runs-store.ts';

export const startTellingStorage = (): (() => void) => listenToStorage(show);

function show(news: StorageNews): void {
  const texts = textsNow().storageNews;
  if (news.type === 'damaged') {
    const { name, step, instead } = news;
    const said = formatCount(step);
    notifications.show({
      id: `damaged ${name} ${step}`,
      autoClose: false,
      color: 'red',
      title: texts.damagedTitle,
      message:
        instead === null
          ? texts.damaged(name, said)
          : texts.instead(name, said, formatCount(instead)),
    });
    return;
  }
  const bytes = news.runs.reduce((sum, run) => sum + run.bytes, 0);
  const runs = news.runs.map(({ name, steps, isLast }) =>
    isLast ? texts.ofRunLast(name) : texts.ofRun(name, steps.length),
  );
  showWithAction({
    id: 'made-room',
    autoClose: false,
    title: texts.madeRoomTitle,
    message: texts.madeRoom(runs.join('; '), formatBytes(bytes)),
    label: texts.more,
    act() {
      showResults('runs');
      useRunsPanel.getState().setSizeOpen(true);
    },
  });
}
