/** The presets as cards, by family: a picture of the graph, what it is, where it comes from. */
import { Modal } from '@mantine/core';
import type { CSSProperties } from 'react';
import { openDocument } from '../files/open-graph.ts';
import { usePageStore } from '../page-store.ts';
import { families } from './families.ts';
import classes from './gallery.module.css';
import { PresetCard } from './preset-card.tsx';

const FAMILIES = families();

export function Gallery() {
  const isOpen = usePageStore((state) => state.isGalleryOpen);
  const setOpen = usePageStore((state) => state.setGalleryOpen);
  return (
    <Modal
      opened={isOpen}
      onClose={() => setOpen(false)}
      title="Presets"
      size="min(1240px, 94vw)"
      classNames={{ body: classes.body ?? '' }}
      yOffset="3vh"
    >
      <p className={classes.lead}>
        Each opens with its data bound, ready to train. What is on the canvas now comes back with
        Undo.
      </p>
      <div className={classes.families}>
        {FAMILIES.map(({ title, members }) => (
          <section
            key={title}
            aria-label={title}
            className={classes.family}
            style={{ '--members': members.length } as CSSProperties}
          >
            <h3 className={classes.title}>{title}</h3>
            <ul className={classes.grid}>
              {members.map(({ preset: { id, document }, line }) => (
                <li key={id}>
                  <PresetCard
                    id={id}
                    document={document}
                    line={line}
                    onOpen={() => {
                      openDocument(document, { type: 'preset', preset: id });
                      setOpen(false);
                    }}
                  />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Modal>
  );
}
