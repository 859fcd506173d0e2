/** The graph on show as a link, with what its length means; too long for one, the file instead. */
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import { useDocumentStore } from '../../store/document-store.ts';
import { LINK_ENDS_AT, LINK_WARNS_AT, packDocument } from '../../store/share-link.ts';
import { formatCount } from '../format.ts';
import { useFilesStore } from './files-store.ts';
import { LINK_KEY } from './open-link.ts';
import { exportGraph } from './save-document.ts';
import { shareDialogTexts } from './share-dialog-texts.ts';

export function ShareDialog() {
  const isOpen = useFilesStore((state) => state.isShareOpen);
  const close = () => useFilesStore.getState().setShareOpen(false);
  const texts = shareDialogTexts.use();
  return (
    <Modal opened={isOpen} onClose={close} title={texts.title} size="lg">
      {isOpen && <Body onDone={close} />}
    </Modal>
  );
}

function Body({ onDone }: { readonly onDone: () => void }) {
  const document = useDocumentStore((state) => state.document);
  const texts = shareDialogTexts.use();
  const field = useRef<HTMLTextAreaElement>(null);
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null);
  const link = useMemo(() => {
    const { origin, pathname, search } = window.location;
    return `${origin}${pathname}${search}#${LINK_KEY}=${packDocument(document)}`;
  }, [document]);
  if (link.length > LINK_ENDS_AT) {
    return (
      <Stack gap="sm">
        <Text size="sm">{texts.tooLong(formatCount(link.length), formatCount(LINK_ENDS_AT))}</Text>
        <Group justify="flex-end">
          <Button
            data-autofocus
            onClick={() => {
              exportGraph();
              onDone();
            }}
          >
            {texts.exportFile}
          </Button>
        </Group>
      </Stack>
    );
  }
  async function copy() {
    try {
      await navigator.clipboard.writeText(link);
      setOutcome('copied');
    } catch {
      field.current?.select();
      setOutcome('failed');
    }
  }
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {texts.lead}
      </Text>
      <Textarea
        ref={field}
        aria-label={texts.address}
        value={link}
        readOnly
        rows={4}
        ff="monospace"
        onFocus={(event) => event.currentTarget.select()}
      />
      <Text size="sm" role="status">
        {texts.length(formatCount(link.length))}{' '}
        {link.length > LINK_WARNS_AT && texts.long(formatCount(LINK_WARNS_AT))}{' '}
        {outcome === 'failed' && texts.copyFailed}
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={exportGraph}>
          {texts.exportFile}
        </Button>
        <Button data-autofocus onClick={() => void copy()}>
          {outcome === 'copied' ? texts.copied : texts.copy}
        </Button>
      </Group>
    </Stack>
  );
}
