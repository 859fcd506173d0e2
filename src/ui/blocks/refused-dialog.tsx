/** Why nodes cannot become a block, and what can be done instead. */
import { Button, Modal } from '@mantine/core';
import { useTexts } from '../texts/texts.ts';
import classes from './blocks.module.css';
import { type StructureDialog, useStructureDialog } from './dialog-store.ts';
import { frameNodes } from './frame-nodes.ts';
import { groupRefusalText } from './refusals.ts';
import { groupSelection } from './structure-actions.ts';

type RefusedDialogProps = Extract<StructureDialog, { type: 'not-grouped' }>;

export function RefusedDialog({ graph, ids, refusal, isRepeat }: RefusedDialogProps) {
  const { structure } = useTexts();
  const { refused } = structure;
  const close = useStructureDialog((state) => state.close);
  const others = refusal.type === 'ends' ? ids.filter((id) => !refusal.ids.includes(id)) : [];
  const again = (next: readonly string[]) => {
    close();
    groupSelection(isRepeat, next);
  };
  return (
    <Modal opened onClose={close} title={refused.title} size={460}>
      <div className={classes.fields}>
        <p className={classes.sentence}>{groupRefusalText(refusal)}</p>
        <div className={classes.buttons}>
          <Button variant="default" onClick={close}>
            {structure.cancel}
          </Button>
          {refusal.type !== 'nothing' && (
            <Button
              variant="default"
              onClick={() => {
                frameNodes(graph, ids);
                close();
              }}
            >
              {refused.frame}
            </Button>
          )}
          {others.length > 0 && (
            <Button data-autofocus onClick={() => again(others)}>
              {refused.leaveOut}
            </Button>
          )}
          {refusal.type === 'between' && (
            <Button data-autofocus onClick={() => again([...ids, ...refusal.ids])}>
              {refused.takeIn}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  );
}
