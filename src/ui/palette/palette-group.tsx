/** One group of the palette under a heading that stays in sight while its entries scroll, and folds them away. */
import { memo, useState } from 'react';
import type { Group } from '../../nodes/define.ts';
import { FoldButton } from '../fold-button.tsx';
import type { PaletteEntry } from './entries.ts';
import classes from './palette.module.css';
import { PaletteItem } from './palette-item.tsx';

interface PaletteGroupProps {
  readonly group: Group;
  readonly entries: readonly PaletteEntry[];
  readonly onAdd: (entry: PaletteEntry) => void;
}

/** Folded groups stay so from canvas to canvas, until the page is left. */
const folded = new Set<Group>();

export const PaletteGroup = memo(function PaletteGroup(props: PaletteGroupProps) {
  const { group, entries, onAdd } = props;
  const [isFolded, setFolded] = useState(() => folded.has(group));
  const toggle = () => {
    if (isFolded) folded.delete(group);
    else folded.add(group);
    setFolded(!isFolded);
  };
  return (
    <section data-group={group} aria-label={group}>
      <h2 className={classes.group}>
        <FoldButton
          isOpen={!isFolded}
          onToggle={toggle}
          label={`${group}, ${entries.length} entries`}
          className={classes.fold}
        >
          {group}
          {isFolded && <span className={classes.count}>{entries.length}</span>}
        </FoldButton>
      </h2>
      {!isFolded && (
        <ul className={classes.list}>
          {entries.map((entry) => (
            <PaletteItem key={entry.id} entry={entry} onAdd={onAdd} />
          ))}
        </ul>
      )}
    </section>
  );
});
