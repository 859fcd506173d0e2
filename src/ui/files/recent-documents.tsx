/** Documents that were open lately, with a picture each: open them again, or delete them with what belongs to them. */
import { ActionIcon, Alert, Button, Group, Modal, Text, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { DocumentInUse, removeDocument, runsOf } from '../../store/document-library.ts';
import { useTabsStore } from '../../store/tabs-store.ts';
import { GraphPicture } from '../gallery/graph-picture.tsx';
import { ExportIcon, TrashIcon } from '../icons.tsx';
import { sentence } from '../texts/problem-texts.ts';
import { formatAgo } from './ago.ts';
import { useFilesStore } from './files-store.ts';
import { openRecent } from './open-recent.ts';
import { recentDialogTexts } from './recent-dialog-texts.ts';
import classes from './recent-documents.module.css';
import { saveAllRecent, saveRecent } from './save-recent.ts';
import { closedNotice, showDeletion } from './show-with-action.tsx';
import { type RecentDocument, useRecentDocuments } from './use-recent-documents.ts';

export function RecentDialog() {
  const isOpen = useFilesStore((state) => state.isRecentOpen);
  const isOutOfRoom = useFilesStore((state) => state.isOutOfRoom);
  const close = () => useFilesStore.getState().setRecentOpen(false);
  const texts = recentDialogTexts.use();
  return (
    <Modal opened={isOpen} onClose={close} title={texts.title} size="xl">
      {isOutOfRoom ? (
        <Alert color="red" mb="sm">
          {texts.noRoom}
        </Alert>
      ) : (
        <Text size="sm" c="dimmed" mb="sm">
          {texts.lead}
        </Text>
      )}
      {isOpen && <RecentList onOpened={close} canDelete />}
    </Modal>
  );
}

const SHELF = 4;
/** Each is drawn: a hundred at once would be slow to open. */
const PAGE = 24;

/** The last few, for a canvas that has nothing else to show. */
export function RecentShelf() {
  const texts = recentDialogTexts.use();
  return (
    <section className={classes.shelf} aria-label={texts.title}>
      <RecentList limit={SHELF} isForOthers />
    </section>
  );
}

interface RecentListProps {
  /** At most so many; all where it is absent. */
  readonly limit?: number;
  readonly canDelete?: boolean;
  /** The document on show is not offered. */
  readonly isForOthers?: boolean;
  readonly onOpened?: () => void;
}

export function RecentList({ limit, canDelete, isForOthers, onOpened }: RecentListProps) {
  const { documents, reload } = useRecentDocuments();
  const tabs = useTabsStore((state) => state.tabs);
  const active = useTabsStore((state) => state.active);
  const texts = recentDialogTexts.use();
  const [most, setMost] = useState(PAGE);
  if (!documents) return null;
  const all = documents.filter(({ id }) => !isForOthers || id !== active);
  const listed = all.slice(0, limit ?? most);
  const hidden = limit === undefined ? all.length - listed.length : 0;
  if (listed.length === 0) return isForOthers ? null : <Text size="sm">{texts.none}</Text>;
  const list = (
    <ul className={classes.list}>
      {listed.map((document) => (
        <li key={document.id} className={classes.item} data-recent={document.id}>
          <button
            type="button"
            className={classes.open}
            onClick={() => {
              onOpened?.();
              void openRecent(document);
            }}
          >
            <span className={classes.picture}>
              {document.objective && <GraphPicture graph={document.objective} />}
            </span>
            <span className={classes.name}>{document.name}</span>
            <span className={classes.when}>
              {tabs.some(({ id }) => id === document.id) ? `${texts.open} · ` : ''}
              {document.isKept ? '' : `${texts.notKept} · `}
              {formatAgo(document.usedAt)}
            </span>
          </button>
          {canDelete && <Save document={document} />}
          {canDelete && !tabs.some(({ id }) => id === document.id) && (
            <Delete document={document} onDeleted={reload} />
          )}
        </li>
      ))}
    </ul>
  );
  if (!canDelete) return list;
  return (
    <>
      {list}
      <Group mt="sm" justify="space-between">
        <Button
          variant="default"
          leftSection={<ExportIcon />}
          onClick={() => void saveAllRecent(all, texts.allFile)}
        >
          {texts.saveAll}
        </Button>
        {hidden > 0 && (
          <Button variant="subtle" onClick={() => setMost(most + PAGE)}>
            {texts.more(hidden)}
          </Button>
        )}
      </Group>
    </>
  );
}

function Save({ document }: { readonly document: RecentDocument }) {
  const label = recentDialogTexts.use().save(document.name);
  return (
    <Tooltip label={label}>
      <ActionIcon
        className={classes.save}
        size="sm"
        aria-label={label}
        onClick={() => saveRecent(document)}
      >
        <ExportIcon size={13} />
      </ActionIcon>
    </Tooltip>
  );
}

function Delete({
  document: { id, name },
  onDeleted,
}: {
  readonly document: RecentDocument;
  readonly onDeleted: () => void;
}) {
  const texts = recentDialogTexts.use();
  /** What goes along, while the person is asked. */
  const [asked, setAsked] = useState<Awaited<ReturnType<typeof runsOf>> | null>(null);
  async function told(act: () => Promise<void>) {
    try {
      await act();
    } catch (error) {
      const isInUse = error instanceof DocumentInUse;
      const message = isInUse ? texts.inUse(name) : sentence((error as Error).message);
      notifications.show({ color: 'red', message });
    }
    onDeleted();
  }
  const remove = () =>
    told(async () => {
      const deletion = await removeDocument(id);
      // What is deleted cannot be reopened.
      notifications.hide(closedNotice(id));
      if (!deletion) return;
      showDeletion(deletion, told, {
        title: texts.deleted(name),
        message: texts.deletedHelp,
        label: texts.undo,
      });
    });
  if (!asked)
    return (
      <ActionIcon
        className={classes.delete}
        size="sm"
        aria-label={texts.delete(name)}
        onClick={() => void runsOf(id).then(setAsked)}
      >
        <TrashIcon size={13} />
      </ActionIcon>
    );
  const sure = texts.sure(name, asked.going, asked.pinned);
  return (
    <Group gap={6} className={classes.sure} role="alertdialog" aria-label={sure}>
      <Text size="xs">{sure}</Text>
      <Button size="compact-xs" color="red" onClick={() => void remove()}>
        {texts.yes}
      </Button>
      <Button size="compact-xs" variant="default" autoFocus onClick={() => setAsked(null)}>
        {texts.no}
      </Button>
    </Group>
  );
}
