/** One entry of the palette, under its group's heading where it is the first of the group. */
import { Tooltip } from '@mantine/core';
import { memo } from 'react';
import { startEntryDrag } from './drag.ts';
import type { PaletteEntry } from './entries.ts';
import classes from './palette.module.css';

interface PaletteItemProps {
  readonly entry: PaletteEntry;
  readonly heading: boolean;
  readonly onAdd: (entry: PaletteEntry) => void;
}

export const PaletteItem = memo(function PaletteItem({ entry, heading, onAdd }: PaletteItemProps) {
  return (
    <li data-group={entry.group}>
      {heading && <h2 className={classes.group}>{entry.group}</h2>}
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
