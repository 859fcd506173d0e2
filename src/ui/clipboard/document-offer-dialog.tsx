/** Asks whether a document that was pasted is to be opened. */
import { Button, Group, Modal, Text } from '@mantine/core';
import { openDocument } from '../files/open-graph.ts';
import { useTexts } from '../texts/texts.ts';
import { endOffer, useDocumentOffer } from './document-offer.ts';

export function DocumentOfferDialog() {
  const document = useDocumentOffer((state) => state.document);
  const { wholeDocument: texts } = useTexts().editing;
  const open = () => {
    endOffer();
    if (document) openDocument(document, { type: 'pasted' });
  };
  return (
    <Modal opened={document !== null} onClose={endOffer} title={texts.title}>
      <Text size="sm" mb="md">
        {texts.text(document?.name ?? '')}
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={endOffer}>
          {texts.cancel}
        </Button>
        <Button data-autofocus onClick={open}>
          {texts.open}
        </Button>
      </Group>
    </Modal>
  );
}
