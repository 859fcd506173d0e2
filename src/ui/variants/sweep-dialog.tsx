/** The dialog that makes variants of the document on show along one or two axes, and has them trained. */
import { Modal } from '@mantine/core';
import { useTexts } from '../texts/texts.ts';
import { SweepForm } from './sweep-form.tsx';
import { useSweepStore } from './sweep-store.ts';

export function SweepDialog() {
  const isOpen = useSweepStore((state) => state.isOpen);
  const target = useSweepStore((state) => state.target);
  const { close } = useSweepStore.getState();
  const { title } = useTexts().variants.dialog;
  return (
    <Modal opened={isOpen} onClose={close} title={title} size={760}>
      {isOpen && <SweepForm target={target} onDone={close} />}
    </Modal>
  );
}
