/** Opens a document out of storage, or says that it is no longer there. */
import { notifications } from '@mantine/notifications';
import { openStored } from '../../store/document-library.ts';
import { textsNow } from '../texts/texts.ts';
import type { RecentDocument } from './use-recent-documents.ts';

export async function openRecent({ id, name }: RecentDocument): Promise<void> {
  const texts = textsNow().files.recent;
  try {
    if (await openStored(id)) return;
    notifications.show({ color: 'red', message: texts.gone(name) });
  } catch (error) {
    notifications.show({ color: 'red', message: (error as Error).message });
  }
}
