/**
 * A panel beside or below the canvas. It can be folded away; on narrow windows one at a time is open, on very narrow
 * ones it lies over the canvas. Escape leads back to the canvas.
 */
import { ActionIcon } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { CSSProperties, KeyboardEvent, ReactNode } from 'react';
import { useSettingsStore } from '../../store/settings-store.ts';
import { CrossIcon } from '../icons.tsx';
import { focusCanvas } from '../keyboard/focus-node.ts';
import { NARROW, type PanelName, setPanelOpen } from '../keyboard/panels.ts';
import { usePageStore } from '../page-store.ts';
import { useTexts } from '../texts/texts.ts';
import classes from './shell.module.css';

interface PanelProps {
  readonly name: PanelName;
  readonly label: string;
  /** In pixels; across beside the canvas, down below it. */
  readonly size: number;
  /** Its border, to drag. */
  readonly edge: ReactNode;
  readonly children: ReactNode;
}

export function usePanelOpen(name: PanelName): { isOpen: boolean; isNarrow: boolean } {
  const isNarrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false }) ?? false;
  const isClosed = useSettingsStore((state) => state.closedPanels.includes(name));
  const isDrawer = usePageStore((state) => state.drawer === name);
  return { isOpen: isNarrow ? isDrawer : !isClosed, isNarrow };
}

export function Panel({ name, label, size, edge, children }: PanelProps) {
  const { isOpen, isNarrow } = usePanelOpen(name);
  const { keyboard } = useTexts();
  if (!isOpen) return null;
  const Element = name === 'results' ? 'section' : 'aside';
  const close = () => {
    setPanelOpen(name, false);
    requestAnimationFrame(focusCanvas);
  };
  return (
    <Element
      className={name === 'results' ? classes.dock : classes.panel}
      data-panel={name}
      data-drawer={isNarrow || undefined}
      style={{ '--panel-size': `${size}px` } as CSSProperties}
      aria-label={label}
      onKeyDown={toCanvas}
    >
      {!isNarrow && edge}
      {isNarrow && (
        <div className={classes.drawerHead}>
          <span>{label}</span>
          <ActionIcon size={32} aria-label={keyboard.closePanel(label)} onClick={close}>
            <CrossIcon size={14} />
          </ActionIcon>
        </div>
      )}
      <div className={classes.panelBody}>{children}</div>
    </Element>
  );
}

/** What is open inside of the panel is closed first. */
function toCanvas(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Escape' || event.defaultPrevented) return;
  const target = event.target as HTMLElement;
  // A menu of the panel is drawn elsewhere on the page: its keys arrive here, too.
  if (!event.currentTarget.contains(target)) return;
  if (target.getAttribute('aria-expanded') === 'true' && target.tagName === 'INPUT') return;
  focusCanvas();
}
