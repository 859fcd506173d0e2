/** Documents that were open lately, with a picture each: open them again, or delete them for good. */
import { ActionIcon, Button, Group, Modal, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { DocumentInUse, openStored, removeDocument } from '../../store/restore.ts';
import { useTabsStore } from '../../store/tabs-store.ts';
import { GraphPicture } from '../gallery/graph-picture.tsx';
import { TrashIcon } from '../icons.tsx';
import { textsNow, useTexts } from '../texts/texts.ts';
import { formatAgo } from './ago.ts';
import { useFilesStore } from './files-store.ts';
import classes from './recent-documents.module.css';
import { type RecentDocument, useRecentDocuments } from './use-recent-documents.ts';

export async function openRecent({ id, name }: RecentDocument): Promise<void> {
  const texts = textsNow().files.recent;
  try {
    if (await openStored(id)) return;
    notifications.show({ color: 'red', message: texts.gone(name) });
  } catch (error) {
    notifications.show({ color: 'red', message: (error as Error).message });
  }
}

export function RecentDialog() {
  const isOpen = useFilesStore((state) => state.isRecentOpen);
  const close = () => useFilesStore.getState().setRecentOpen(false);
  const texts = useTexts().files.recent;
  return (
    <Modal opened={isOpen} onClose={close} title={texts.title} size="xl">
      <Text size="sm" c="dimmed" mb="sm">
        {texts.lead}
      </Text>
      {isOpen && <RecentList onOpened={close} canDelete />}
    </Modal>
  );
}

const SHELF = 4;

/** The last few, for a canvas that has nothing else to show. */
export function RecentShelf() {
  const texts = useTexts().files.recent;
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
  const texts = useTexts().files.recent;
  if (!documents) return null;
  const listed = documents.filter(({ id }) => !isForOthers || id !== active).slice(0, limit);
  if (listed.length === 0) return isForOthers ? null : <Text size="sm">{texts.none}</Text>;
  return (
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
              {formatAgo(document.usedAt)}
            </span>
          </button>
          {canDelete && !tabs.some(({ id }) => id === document.id) && (
            <Delete document={document} onDeleted={reload} />
          )}
        </li>
      ))}
    </ul>
  );
}

function Delete({
  document: { id, name },
  onDeleted,
}: {
  readonly document: RecentDocument;
  readonly onDeleted: () => void;
}) {
  const texts = useTexts().files.recent;
  const [isAsking, setAsking] = useState(false);
  async function remove() {
    try {
      await removeDocument(id);
      onDeleted();
    } catch (error) {
      const message = error instanceof DocumentInUse ? texts.inUse(name) : (error as Error).message;
      notifications.show({ color: 'red', message });
    }
  }
  if (!isAsking)
    return (
      <ActionIcon
        className={classes.delete}
        size="sm"
        aria-label={texts.delete(name)}
        onClick={() => setAsking(true)}
      >
        <TrashIcon size={13} />
      </ActionIcon>
    );
  return (
    <Group gap={6} className={classes.sure} role="alertdialog" aria-label={texts.sure(name)}>
      <Text size="xs">{texts.sure(name)}</Text>
      <Button size="compact-xs" color="red" onClick={() => void remove()}>
        {texts.yes}
      </Button>
      <Button size="compact-xs" variant="default" autoFocus onClick={() => setAsking(false)}>
        {texts.no}
      </Button>
    </Group>
  );
}
