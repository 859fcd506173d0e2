/** One row of the outline. */
import { type DragEvent, memo, useState } from 'react';
import { pointAt } from '../blocks/highlight.tsx';
import { ChevronIcon, ErrorIcon, WarningIcon } from '../icons.tsx';
import { startEntryDrag } from '../palette/drag.ts';
import { useTexts } from '../texts/texts.ts';
import classes from './outline.module.css';
import { enterRow, entryOfRow, renameRow, showRow } from './outline-actions.ts';
import type { OutlineRow } from './outline-rows.ts';
import { renameKey, setActive, setOpen, setRenaming } from './outline-store.ts';

export const ROW_HEIGHT = 26;
export const rowId = (key: string) => `outline:${key}`;

interface OutlineItemProps {
  readonly row: OutlineRow;
  readonly top: number;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly isRenaming: boolean;
}

export const OutlineItem = memo(function OutlineItem(props: OutlineItemProps) {
  const { row, top, isActive, isSelected, isRenaming } = props;
  const { outline: texts } = useTexts();
  const { key, level, graph, node, name, detail, group, isOpen, errors, warnings } = row;
  const marks = texts.problems(errors, warnings);
  const isDraggable = row.type === 'graph' && graph !== 'objective';
  const onDragStart = (event: DragEvent) => {
    const entry = entryOfRow(row);
    if (entry) startEntryDrag(event, entry);
    else event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names the row that is active.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree hears the keys.
    <div
      id={rowId(key)}
      role="treeitem"
      aria-level={level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-selected={isSelected}
      aria-expanded={isOpen ?? undefined}
      aria-label={[name, detail !== name && detail, marks].filter(Boolean).join(' ')}
      className={classes.row}
      data-active={isActive || undefined}
      data-type={row.type}
      data-group={group ?? undefined}
      style={{ top, paddingInlineStart: 6 + (level - 1) * 13 }}
      draggable={isDraggable && !isRenaming}
      onDragStart={onDragStart}
      onClick={() => {
        setActive(key);
        if (row.type === 'section') setOpen([key], !isOpen);
        else showRow(row);
      }}
      onDoubleClick={() => enterRow(row)}
      onPointerEnter={() => graph && node !== null && pointAt({ graph, node })}
      onPointerLeave={() => pointAt(null)}
    >
      {isOpen === null ? (
        <span className={classes.dot} data-plain={group === null || undefined} />
      ) : (
        <span
          className={classes.fold}
          data-open={isOpen}
          onClick={(event) => {
            event.stopPropagation();
            setActive(key);
            setOpen([key], !isOpen);
          }}
          aria-hidden="true"
        >
          <ChevronIcon size={11} />
        </span>
      )}
      {isRenaming ? (
        <NameField row={row} />
      ) : (
        <>
          <span className={classes.name}>{name}</span>{' '}
          {detail !== name && <span className={classes.detail}>{detail}</span>}
        </>
      )}
      {errors + warnings > 0 && (
        <span
          className={classes.mark}
          data-severity={errors > 0 ? 'error' : 'warning'}
          title={marks}
        >
          {errors > 0 ? <ErrorIcon size={12} /> : <WarningIcon size={12} />}
        </span>
      )}
    </div>
  );
});

/** The name, typed anew: Enter keeps it, Escape and leaving drop what cannot be. */
function NameField({ row }: { readonly row: OutlineRow }) {
  const { outline: texts } = useTexts();
  const [text, setText] = useState(row.name);
  const [fault, setFault] = useState<string | null>(null);
  const end = () => {
    setRenaming(null);
    document.querySelector<HTMLElement>('[role="tree"]')?.focus();
  };
  return (
    <input
      // The person asked to rename.
      // biome-ignore lint/a11y/noAutofocus: the field takes the place of the name that was just asked for.
      autoFocus
      className={classes.field}
      aria-label={texts.rename(row.name)}
      aria-invalid={fault !== null}
      title={fault ?? undefined}
      value={text}
      onFocus={(event) => event.currentTarget.select()}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onChange={(event) => {
        setText(event.currentTarget.value);
        setFault(null);
      }}
      onBlur={() => setRenaming(null)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') end();
        if (event.key !== 'Enter') return;
        const wrong = renameRow(row, text.trim());
        setFault(wrong);
        if (wrong !== null) return;
        renameKey(row.key, `${row.key.slice(0, -row.name.length)}${text.trim()}`);
        end();
      }}
    />
  );
}
