/** The dialog that makes variants of the document on show along one or two axes, and has them trained. */
import { Modal } from '@mantine/core';
import { SweepForm } from './sweep-form.tsx';
import { useSweepStore } from './sweep-store.ts';
import { variantTexts } from './variant-texts.ts';

export function SweepDialog() {
  const isOpen = useSweepStore((state) => state.isOpen);
  const target = useSweepStore((state) => state.target);
  const { close } = useSweepStore.getState();
  const { title } = variantTexts.use().dialog;
  return (
    <Modal opened={isOpen} onClose={close} title={title} size={760}>
      {isOpen && <SweepForm target={target} onDone={close} />}
    </Modal>
  );
}
