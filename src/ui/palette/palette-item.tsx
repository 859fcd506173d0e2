/** One entry of the palette. */
import { Tooltip } from '@mantine/core';
import { memo } from 'react';
import { startEntryDrag } from './drag.ts';
import type { PaletteEntry } from './entries.ts';
import classes from './palette.module.css';

interface PaletteItemProps {
  readonly entry: PaletteEntry;
  readonly onAdd: (entry: PaletteEntry) => void;
}

export const PaletteItem = memo(function PaletteItem({ entry, onAdd }: PaletteItemProps) {
  return (
    <li data-group={entry.group}>
      <Tooltip label={entry.summary} position="right" multiline w={260} openDelay={900}>
        <button
          type="button"
          draggable
          className={classes.item}
          onDragStart={(event) => startEntryDrag(event, entry)}
          onClick={() => onAdd(entry)}
        >
          <span className={classes.dot} data-new={entry.makes !== undefined} />
          {entry.title}
        </button>
      </Tooltip>
    </li>
  );
});
