/** Hands on what was dropped, or says why the browser did not give it. */
import { notifications } from '@mantine/notifications';
import type { DroppedFile } from '../../worker/decode-request.ts';
import { textsNow } from '../texts/texts.ts';
import { droppedFiles } from './dropped-files.ts';

export async function takeDrop(
  transfer: DataTransfer | null,
  take: (files: readonly DroppedFile[]) => void | Promise<void>,
): Promise<void> {
  try {
    await take(await droppedFiles(transfer));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    notifications.show({
      color: 'red',
      title: textsNow().files.drop.failedTitle,
      message: textsNow().files.drop.failed(reason),
    });
  }
}
