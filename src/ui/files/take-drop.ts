/** Hands on what was dropped, or says why the browser did not give it. */
import { notifications } from '@mantine/notifications';
import { useTabsStore } from '../../store/tabs-store.ts';
import type { DroppedFile } from '../../worker/decode-request.ts';
import { textsNow } from '../texts/texts.ts';
import { droppedFiles } from './dropped-files.ts';

export async function takeDrop(
  transfer: DataTransfer | null,
  take: (files: readonly DroppedFile[]) => void | Promise<void>,
): Promise<void> {
  const { active } = useTabsStore.getState();
  try {
    const files = await droppedFiles(transfer);
    // Large folders take a while to walk: what lies in them is for the document that they were dropped on.
    useTabsStore.getState().show(active);
    await take(files);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    notifications.show({
      color: 'red',
      title: textsNow().files.drop.failedTitle,
      message: textsNow().files.drop.failed(reason),
    });
  }
}
