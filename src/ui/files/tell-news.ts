/** What happens to documents without being asked for, in words. */
import { notifications } from '@mantine/notifications';
import { type DocumentNews, onDocumentNews } from '../../store/document-news.ts';
import { useTabsStore } from '../../store/tabs-store.ts';
import { formatCount } from '../format.ts';
import { sentence } from '../texts/problem-texts.ts';
import { textsNow } from '../texts/texts.ts';
import { useFilesStore } from './files-store.ts';
import { closedNotice, showWithAction } from './show-with-action.tsx';

const NOT_KEPT = 'not-kept';

export const startTellingNews = (): (() => void) => onDocumentNews(show);

const lasting = { autoClose: false } as const;

function show(news: DocumentNews): void {
  const texts = textsNow().files.news;
  switch (news.type) {
    case 'closed': {
      const { id, name, training } = news;
      showWithAction({
        id: closedNotice(id),
        title: texts.closed(name),
        message: training === null ? texts.closedHelp : texts.closedTraining(formatCount(training)),
        label: texts.undo,
        act: () => useTabsStore.getState().reopen(id),
      });
      return;
    }
    case 'displaced':
      notifications.show({
        title: texts.displacedTitle(news.name),
        message: texts.displaced(formatCount(news.step)),
        autoClose: 10_000,
      });
      return;
    case 'queue-waits': {
      const { waitsTitle, waits } = textsNow().moreTraining;
      notifications.show({ title: waitsTitle, message: waits(news.name), autoClose: 10_000 });
      return;
    }
    case 'weights-gone':
      notifications.show({
        ...lasting,
        title: texts.weightsGoneTitle(news.name),
        message: texts.weightsGone(formatCount(news.step)),
      });
      return;
    case 'history-lost':
      notifications.show({
        ...lasting,
        title: texts.historyTitle(news.name),
        message: texts.historyLost(news.kept),
      });
      return;
    case 'damaged':
      notifications.show({
        ...lasting,
        color: 'red',
        title: texts.damagedTitle(news.name),
        message: texts.damaged,
      });
      return;
    case 'mended':
      notifications.show({
        ...lasting,
        title: texts.mendedTitle(news.name),
        message: texts.mended(news.repairs),
      });
      return;
    case 'not-kept':
      notKept(news);
      return;
    case 'kept-again':
      useFilesStore.getState().setOutOfRoom(false);
      notifications.hide(NOT_KEPT);
      notifications.show({ message: texts.keptAgain });
      return;
    case 'forked':
      notifications.show({
        autoClose: 10_000,
        title: texts.forkedTitle(news.name),
        message: texts.forked,
      });
      return;
    case 'handed-over':
      notifications.show({
        autoClose: 10_000,
        title: texts.handedOverTitle(news.name),
        message: texts.handedOver,
      });
      return;
    default:
      news satisfies never;
  }
}

/** Where there is no room, the person decides what goes: nothing has gone yet. */
function notKept({ message, isOutOfRoom }: Extract<DocumentNews, { type: 'not-kept' }>): void {
  const texts = textsNow().files.news;
  const notice = {
    ...lasting,
    id: NOT_KEPT,
    color: 'red',
    title: texts.notKeptTitle,
    message: texts.notKept(sentence(message)),
  };
  const { setOutOfRoom, setRecentOpen } = useFilesStore.getState();
  setOutOfRoom(isOutOfRoom);
  if (isOutOfRoom)
    showWithAction({ ...notice, label: texts.makeRoom, act: () => setRecentOpen(true) });
  else notifications.show(notice);
}
