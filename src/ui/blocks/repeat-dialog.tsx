/** How many copies of a block stand in a row at one use of it. */
import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Edit } from '../../graph/edit-types.ts';
import { graphOf } from '../../graph/graph-of.ts';
import { usedBlock } from '../../graph/uses.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { useTexts } from '../texts/texts.ts';
import classes from './blocks.module.css';
import { type StructureDialog, useStructureDialog } from './dialog-store.ts';
import { groupDialogsTexts } from './group-dialogs-texts.ts';
import { readRepeat } from './read-repeat.ts';
import { chainFault } from './structure-actions.ts';

type RepeatDialogProps = Extract<StructureDialog, { type: 'repeat' }>;

export function RepeatDialog({ graph, id }: RepeatDialogProps) {
  const { structure } = useTexts();
  const { repeat: texts } = groupDialogsTexts.use();
  const close = useStructureDialog((state) => state.close);
  const [node] = useState(() => graphOf(useDocumentStore.getState().document, graph)?.nodes[id]);
  const before = node?.params?.repeat ?? null;
  const [times, setTimes] = useState(before === null ? '2' : String(before));
  const [fault, setFault] = useState<string | null>(null);

  function set(repeat: number | string | undefined) {
    const edit: Edit = { type: 'set-params', graph, id, params: { repeat } };
    const wrong = repeat === undefined ? null : chainFault([edit]);
    setFault(wrong);
    if (wrong !== null) return;
    useDocumentStore.getState().dispatch(edit);
    close();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const repeat = readRepeat(times);
    if (repeat === null) setFault(texts.wrong);
    else set(repeat);
  }

  return (
    <Modal opened onClose={close} title={texts.title((node && usedBlock(node)) ?? id)} size={420}>
      <form className={classes.fields} onSubmit={submit}>
        <TextInput
          data-autofocus
          label={texts.times}
          description={texts.help}
          value={times}
          error={fault}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setTimes(event.currentTarget.value)}
        />
        <div className={classes.buttons}>
          {before !== null && (
            <Button variant="subtle" color="gray" onClick={() => set(undefined)}>
              {texts.once}
            </Button>
          )}
          <Button variant="default" onClick={close}>
            {structure.cancel}
          </Button>
          <Button type="submit">{texts.done}</Button>
        </div>
      </form>
    </Modal>
  );
}
