/** What commands and buttons do with the queue, with what went wrong as a message. */
import { notifications } from '@mantine/notifications';
import { useDocumentStore } from '../../store/document-store.ts';
import { useQueueStore } from '../../store/queue.ts';
import { useTabsStore } from '../../store/tabs-store.ts';
import { runLibrary } from '../../store/training-client.ts';
import { showResults } from '../keyboard/panels.ts';
import { sentence } from '../texts/problem-texts.ts';
import { queueDocument } from './queue-variants.ts';
import { variantTexts } from './variant-texts.ts';

export async function addDocumentToQueue(): Promise<void> {
  const { name } = useDocumentStore.getState().document;
  const { queue: texts } = variantTexts.now();
  try {
    await queueDocument();
    showResults('queue');
    notifications.show({ message: texts.added(name) });
  } catch (error) {
    complain(texts.cannotAdd(name), error);
  }
}

/** Begins with what waits, goes on, or pauses. */
export async function switchQueue(): Promise<void> {
  showResults('queue');
  const queue = useQueueStore.getState();
  await queue.load();
  await queue.switch(!useQueueStore.getState().isOn);
}

/** In a tab of its own, to be looked at and changed; the run keeps the document that it was made with. */
export async function openDocumentOf(runId: string): Promise<void> {
  const name = useQueueStore.getState().items.find(({ id }) => id === runId)?.name ?? '';
  try {
    const record = await runLibrary.read(runId);
    if (record) useTabsStore.getState().open(record.document, { type: 'variant', of: runId, name });
  } catch (error) {
    complain(name, error);
  }
}

function complain(title: string, error: unknown): void {
  const message = sentence(error instanceof Error ? error.message : String(error));
  notifications.show({ color: 'red', title, message });
}
