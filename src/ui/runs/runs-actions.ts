/** What a person does with runs in the panel: what fails is said, what was deleted can come back. */
import { notifications } from '@mantine/notifications';
import type { RunRecord } from '../../../graph-schemas/run-record.ts';
import { openStored } from '../../store/document-library.ts';
import {
  deleteRuns,
  isAtWorkHere,
  noteRun as keepNote,
  removeOldCheckpoints,
} from '../../store/library-actions.ts';
import { readLibraryNow } from '../../store/library-store.ts';
import { runLibrary } from '../../store/training-client.ts';
import type { RunNote } from '../../worker/run-library-types.ts';
import { announce } from '../announce.ts';
import { openDocument } from '../files/open-graph.ts';
import { showDeletion } from '../files/show-with-action.tsx';
import { formatBytes } from '../format.ts';
import { sentence } from '../texts/problem-texts.ts';
import { libraryTexts } from './library-texts.ts';
import { useRunsPanel } from './runs-store.ts';

async function told(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    notifications.show({ color: 'red', message: sentence((error as Error).message) });
  }
}

export const noteRun = (id: string, note: RunNote): Promise<void> => told(() => keepNote(id, note));

export const removeRuns = (runs: readonly RunRecord[]): Promise<void> =>
  told(async () => {
    const texts = libraryTexts.now();
    const free = runs.filter((run) => !isAtWorkHere(run));
    if (free.length < runs.length) notifications.show({ message: texts.atWork });
    const [first] = free;
    if (!first) return;
    const deletion = await deleteRuns(free.map(({ id }) => id));
    const { shown, choose, show } = useRunsPanel.getState();
    choose([]);
    if (free.some(({ id }) => id === shown)) show(null);
    showDeletion(deletion, told, {
      title: texts.deleted(first.name, free.length),
      message: texts.deletedHelp,
      label: texts.undo,
    });
  });

/** The document as it stands now, where it is still stored; it may have changed since. */
export const showDocumentOf = ({ documentId, document }: RunRecord): Promise<void> =>
  told(async () => {
    if (documentId !== undefined && (await openStored(documentId))) return;
    notifications.show({ color: 'red', message: libraryTexts.now().details.gone(document.name) });
  });

export function openGraphOf({ id, document, name }: RunRecord): void {
  openDocument(document, { type: 'copy', of: id, name });
}

export const removeCheckpoint = (runId: string, step: number): Promise<void> =>
  told(async () => {
    await runLibrary.removeCheckpoints(runId, [step]);
    await readLibraryNow();
  });

export const makeRoom = (): Promise<void> =>
  told(async () => {
    const { count, bytes } = await removeOldCheckpoints();
    const said = libraryTexts.now().size.removed(count, formatBytes(bytes));
    announce(said);
    notifications.show({ message: said });
  });
