/** Asks before something goes that is in use, with the list of what goes or breaks with it. */
import { Button, Modal } from '@mantine/core';
import { TrashIcon } from '../icons.tsx';
import { useTexts } from '../texts/texts.ts';
import classes from './blocks.module.css';
import { type StructureDialog, useStructureDialog } from './dialog-store.ts';

type RemoveDialogProps = Extract<StructureDialog, { type: 'remove' }>;

const MOST_LINES = 30;

export function RemoveDialog({ title, intro, breaks, proceed }: RemoveDialogProps) {
  const { structure } = useTexts();
  const { remove } = structure;
  const close = useStructureDialog((state) => state.close);
  return (
    <Modal opened onClose={close} title={title} size={460}>
      <div className={classes.fields}>
        <p className={classes.sentence}>{intro ?? remove.intro}</p>
        <ul className={classes.breaks}>
          {breaks.slice(0, MOST_LINES).map((line) => (
            <li key={line}>{line}</li>
          ))}
          {breaks.length > MOST_LINES && <li>{remove.more(breaks.length - MOST_LINES)}</li>}
        </ul>
        <p className={classes.sentence}>{remove.undo}</p>
        <div className={classes.buttons}>
          <Button variant="default" onClick={close}>
            {structure.cancel}
          </Button>
          <Button
            data-autofocus
            color="red"
            leftSection={<TrashIcon size={14} />}
            onClick={() => {
              close();
              proceed();
            }}
          >
            {remove.confirm}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
