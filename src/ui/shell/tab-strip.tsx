/** The open documents above the canvas: click shows, double-click renames, drag reorders, middle click closes. */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useRunStore } from '../../store/run-store.ts';
import { useTabsStore } from '../../store/tabs-store.ts';
import type { Tab } from '../../store/tabs-store-types.ts';
import { newDocument } from '../files/file-actions.ts';
import { CrossIcon, PlusIcon } from '../icons.tsx';
import { usePageStore } from '../page-store.ts';
import { useTexts } from '../texts/texts.ts';
import { RunElsewhere } from './run-elsewhere.tsx';
import { TabName } from './tab-name.tsx';
import classes from './tab-strip.module.css';

const DRAG = 'application/x-ganvas-tab';

export function TabStrip() {
  const tabs = useTabsStore((state) => state.tabs);
  const active = useTabsStore((state) => state.active);
  const isStarted = usePageStore((state) => state.isStarted);
  const texts = useTexts().files.tabs;
  const list = useRef<HTMLUListElement>(null);
  const shown = useRef<HTMLElement>(null);
  useEffect(() => {
    if (active) shown.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active]);
  return (
    <nav className={classes.strip} aria-label={texts.label}>
      <ul ref={list} className={classes.tabs}>
        {(isStarted ? tabs : []).map((tab, index) => (
          <TabItem
            key={tab.id}
            tab={tab}
            index={index}
            isActive={tab.id === active}
            holder={tab.id === active ? shown : null}
          />
        ))}
      </ul>
      <button type="button" className={classes.add} aria-label={texts.new} onClick={newDocument}>
        <PlusIcon size={13} />
      </button>
      <RunElsewhere />
    </nav>
  );
}

interface TabItemProps {
  readonly tab: Tab;
  readonly index: number;
  readonly isActive: boolean;
  readonly holder: React.RefObject<HTMLElement | null> | null;
}

function TabItem({ tab, index, isActive, holder }: TabItemProps) {
  const { id, name, isDirty, isElsewhere } = tab;
  const { show, close, move } = useTabsStore.getState();
  const texts = useTexts().files.tabs;
  const isTraining = useIsTraining(id, isActive);
  const [isRenaming, setRenaming] = useState(false);
  const [dropSide, setDropSide] = useState<'before' | 'after' | null>(null);

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const acts: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => focusBeside(event.currentTarget, -1),
      ArrowRight: () => focusBeside(event.currentTarget, 1),
      Delete: () => close(id),
      F2: () => {
        show(id);
        setRenaming(true);
      },
    };
    const isMoving = event.altKey && event.shiftKey;
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const act = isMoving && way ? () => move(id, index + way) : acts[event.key];
    if (!act || (event.altKey && !isMoving) || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    act();
  }

  return (
    <li
      ref={holder as React.RefObject<HTMLLIElement | null> | null}
      className={classes.tab}
      data-tab={id}
      data-active={isActive || undefined}
      data-drop={dropSide ?? undefined}
      draggable={!isRenaming}
      onDragStart={(event) => {
        event.dataTransfer.setData(DRAG, id);
        event.dataTransfer.effectAllowed = 'move';
      }}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(DRAG)) return;
        event.preventDefault();
        const { left, width } = event.currentTarget.getBoundingClientRect();
        setDropSide(event.clientX < left + width / 2 ? 'before' : 'after');
      }}
      onDragLeave={() => setDropSide(null)}
      onDrop={(event) => {
        const dragged = event.dataTransfer.getData(DRAG);
        if (dragged === '') return;
        event.preventDefault();
        setDropSide(null);
        const from = useTabsStore.getState().tabs.findIndex((each) => each.id === dragged);
        const at = index + (dropSide === 'after' ? 1 : 0);
        move(dragged, from < at ? at - 1 : at);
      }}
      onMouseDown={(event) => event.button === 1 && event.preventDefault()}
      onAuxClick={(event) => event.button === 1 && close(id)}
    >
      {isRenaming ? (
        <TabName id={id} name={name} onDone={() => setRenaming(false)} />
      ) : (
        <button
          type="button"
          className={classes.name}
          aria-current={isActive ? 'page' : undefined}
          aria-label={isDirty ? texts.changed(name) : name}
          title={hintOf(tab, texts)}
          onClick={() => show(id)}
          onDoubleClick={() => setRenaming(true)}
          onKeyDown={onKeyDown}
        >
          {isTraining && (
            <span className={classes.training} role="img" aria-label={texts.training} />
          )}
          <span className={classes.text}>{name}</span>
          {isDirty && (
            <span className={classes.changed} aria-hidden>
              *
            </span>
          )}
          {isElsewhere && (
            <span className={classes.elsewhere} role="img" aria-label={texts.elsewhere}>
              ⧉
            </span>
          )}
        </button>
      )}
      <button
        type="button"
        className={classes.close}
        aria-label={texts.close(name)}
        onClick={() => close(id)}
      >
        <CrossIcon size={10} />
      </button>
    </li>
  );
}

/** No render for every step: only where this comes or goes. */
function useIsTraining(id: string, isActive: boolean): boolean {
  return useRunStore(({ state, elsewhere }) =>
    isActive
      ? state.type === 'training' || state.type === 'preparing'
      : elsewhere?.documentId === id && elsewhere.type !== 'stopping',
  );
}

function hintOf(
  { name, origin }: Tab,
  texts: ReturnType<typeof useTexts>['files']['tabs'],
): string {
  const from = {
    variant: texts.variantOf,
    copy: texts.copyOf,
    file: texts.fromFile,
  };
  const line =
    origin.type === 'variant' || origin.type === 'copy' || origin.type === 'file'
      ? `\n${from[origin.type](origin.name)}`
      : '';
  return `${name}${line}\n${texts.help}`;
}

function focusBeside(button: HTMLElement, way: 1 | -1): void {
  const item = button.closest('li');
  const next = way === 1 ? item?.nextElementSibling : item?.previousElementSibling;
  next?.querySelector('button')?.focus();
}
