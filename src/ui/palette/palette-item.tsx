/** One entry of the palette: a button that adds it and can be dragged, and its star. */
import { memo } from 'react';
import { useSettingsStore } from '../../store/settings-store.ts';
import { StarIcon } from '../icons.tsx';
import { useTexts } from '../texts/texts.ts';
import { startEntryDrag } from './drag.ts';
import type { PaletteEntry } from './entries.ts';
import { Marked } from './marked.tsx';
import classes from './palette.module.css';
import { toggleFavourite } from './remembered.ts';
import type { Found } from './search.ts';
import { dragByTouch } from './touch-drag.ts';

interface PaletteItemProps {
  readonly entry: PaletteEntry;
  readonly onAdd: (entry: PaletteEntry) => void;
  /** Where the entry was searched for. */
  readonly found?: Pick<Found, 'ranges' | 'because'>;
}

export const PaletteItem = memo(function PaletteItem({ entry, onAdd, found }: PaletteItemProps) {
  const { palette: texts } = useTexts();
  const isFavourite = useSettingsStore((state) => state.favouriteEntries.includes(entry.id));
  const because = found?.because;
  return (
    <li data-group={entry.group} data-entry={entry.id} className={classes.row}>
      <button
        type="button"
        draggable
        className={classes.item}
        aria-keyshortcuts="F"
        onPointerDown={(event) => {
          const isFinger = event.pointerType === 'touch' && event.isPrimary;
          if (isFinger) dragByTouch(event, event.currentTarget, entry);
        }}
        onDragStart={(event) => startEntryDrag(event, entry)}
        onClick={() => onAdd(entry)}
        onKeyDown={(event) => {
          if (event.key.toLowerCase() !== 'f' || event.ctrlKey || event.metaKey || event.altKey)
            return;
          event.preventDefault();
          toggleFavourite(entry);
        }}
      >
        <span className={classes.dot} data-new={entry.makes !== undefined} />
        <span className={classes.name}>
          <Marked text={entry.title} ranges={found?.ranges ?? []} />{' '}
          {because && (
            <span className={classes.because}>{texts.because[because.type](because.text)}</span>
          )}
        </span>
      </button>
      <button
        type="button"
        // Its key is F on the entry: a second stop at every entry would double the way.
        tabIndex={-1}
        className={classes.star}
        aria-pressed={isFavourite}
        aria-label={
          isFavourite ? texts.dropFavourite(entry.title) : texts.addFavourite(entry.title)
        }
        onClick={() => toggleFavourite(entry)}
      >
        <StarIcon size={13} />
      </button>
    </li>
  );
});
