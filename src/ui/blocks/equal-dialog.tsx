/** Which of the places that equal a block become uses of it: all, unless a person takes some out. One step of undo. */
import { Button, Modal } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { equalPlaces } from '../../graph/equal-places.ts';
import { editsInstead } from '../../graph/use-instead.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { useTexts } from '../texts/texts.ts';
import classes from './blocks.module.css';
import { type StructureDialog, useStructureDialog } from './dialog-store.ts';
import { EqualList, placeKey } from './equal-list.tsx';
import { groupDialogsTexts } from './group-dialogs-texts.ts';

export function EqualDialog({ block }: Extract<StructureDialog, { type: 'equal' }>) {
  const { structure } = useTexts();
  const { equal: texts } = groupDialogsTexts.use();
  const close = useStructureDialog((state) => state.close);
  const [document] = useState(() => useDocumentStore.getState().document);
  const [places] = useState(() => equalPlaces(document, block));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(places.map(placeKey)));
  const wanted = places.filter((place) => chosen.has(placeKey(place)));

  function submit(event: FormEvent) {
    event.preventDefault();
    useDocumentStore.getState().dispatch(editsInstead(document, block, wanted));
    close();
  }

  return (
    <Modal opened onClose={close} title={texts.title(block)} size={460}>
      <form className={classes.fields} onSubmit={submit}>
        <p className={classes.sentence}>
          {places.length > 0 ? texts.intro(block) : texts.none(block)}
        </p>
        <EqualList places={places} chosen={chosen} onChoose={setChosen} />
        <div className={classes.buttons}>
          <Button variant="default" onClick={close}>
            {structure.cancel}
          </Button>
          {places.length > 0 && (
            <Button type="submit" disabled={wanted.length === 0}>
              {texts.done}
            </Button>
          )}
        </div>
      </form>
    </Modal>
  );
}
