/** One group of the palette under a heading that stays in sight while its entries scroll, and folds them away. */
import { memo, useState } from 'react';
import { FoldButton } from '../fold-button.tsx';
import { useTexts } from '../texts/texts.ts';
import type { PaletteEntry } from './entries.ts';
import classes from './palette.module.css';
import { PaletteItem } from './palette-item.tsx';

interface PaletteGroupProps {
  /** As the catalog names it, or of our own. */
  readonly group: string;
  readonly title: string;
  readonly entries: readonly PaletteEntry[];
  readonly onAdd: (entry: PaletteEntry) => void;
}

/** Folded groups stay so from canvas to canvas, until the page is left. */
const folded = new Set<string>();

export const PaletteGroup = memo(function PaletteGroup(props: PaletteGroupProps) {
  const { group, title, entries, onAdd } = props;
  const { palette: texts } = useTexts();
  const [isFolded, setFolded] = useState(() => folded.has(group));
  const toggle = () => {
    if (isFolded) folded.delete(group);
    else folded.add(group);
    setFolded(!isFolded);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms, and a section each would be a dozen landmarks.
    <div role="group" data-group={group} aria-label={title}>
      <h2 className={classes.group}>
        <FoldButton
          isOpen={!isFolded}
          onToggle={toggle}
          label={texts.entries(title, entries.length)}
          className={classes.fold}
        >
          {title}
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
    </div>
  );
});
