/** The dialog about blocks and networks that is open. */
import { Modal } from '@mantine/core';
import { useTexts } from '../texts/texts.ts';
import classes from './blocks.module.css';
import { useStructureDialog } from './dialog-store.ts';
import { EqualDialog } from './equal-dialog.tsx';
import { GroupDialog } from './group-dialog.tsx';
import { ungroupRefusalText } from './refusals.ts';
import { RefusedDialog } from './refused-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { RepeatDialog } from './repeat-dialog.tsx';

export function StructureDialogs() {
  const dialog = useStructureDialog((state) => state.dialog);
  const close = useStructureDialog((state) => state.close);
  const { ungroup } = useTexts().structure;
  if (!dialog) return null;
  switch (dialog.type) {
    case 'group':
      return <GroupDialog {...dialog} />;
    case 'equal':
      return <EqualDialog {...dialog} />;
    case 'repeat':
      return <RepeatDialog {...dialog} />;
    case 'not-grouped':
      return <RefusedDialog {...dialog} />;
    case 'remove':
      return <RemoveDialog {...dialog} />;
    case 'not-ungrouped':
      return (
        <Modal opened onClose={close} title={ungroup.title} size={420}>
          <p className={classes.sentence}>{ungroupRefusalText(dialog.refusal)}</p>
        </Modal>
      );
    default:
      return dialog satisfies never;
  }
}
