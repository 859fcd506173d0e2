/** The presets as cards: a picture of the graph, what it is, where it comes from. */
import { Modal } from '@mantine/core';
import { presets } from '../../graph/presets.ts';
import { openDocument } from '../files/file-actions.ts';
import { usePageStore } from '../page-store.ts';
import classes from './gallery.module.css';
import { PresetCard } from './preset-card.tsx';

export function Gallery() {
  const isOpen = usePageStore((state) => state.isGalleryOpen);
  const setOpen = usePageStore((state) => state.setGalleryOpen);
  return (
    <Modal opened={isOpen} onClose={() => setOpen(false)} title="Presets" size={980} centered>
      <p className={classes.lead}>
        Each opens with its data bound, ready to train. What is on the canvas now comes back with
        Undo.
      </p>
      <ul className={classes.grid}>
        {presets.map(({ id, document }) => (
          <li key={id}>
            <PresetCard
              id={id}
              document={document}
              onOpen={() => {
                openDocument(document);
                setOpen(false);
              }}
            />
          </li>
        ))}
      </ul>
    </Modal>
  );
}
