/** "Try several values": an entry of menus of a field or parameter, and a menu of its own for controls that have none. */
import { Menu } from '@mantine/core';
import { type MouseEvent, type ReactNode, useState } from 'react';
import type { Target } from '../../graph/variants/sweep.ts';
import { useTexts } from '../texts/texts.ts';
import { openSweep } from './sweep-store.ts';

interface TryValuesProps {
  readonly target: Target;
  readonly onChoose?: () => void;
}

export function TryValuesItem({ target, onChoose }: TryValuesProps) {
  const { sweepThis } = useTexts().moreTraining;
  return (
    <Menu.Item
      onClick={() => {
        onChoose?.();
        openSweep(target);
      }}
    >
      {sweepThis}
    </Menu.Item>
  );
}

/** By a right click, or the menu key: `menu` is to be rendered inside the element that gets `onContextMenu`. */
export function useTryValuesMenu(find: () => Target | null): {
  readonly onContextMenu: (event: MouseEvent) => void;
  readonly menu: ReactNode;
} {
  const [open, setOpen] = useState<{
    readonly x: number;
    readonly y: number;
    readonly target: Target;
  } | null>(null);
  return {
    onContextMenu(event) {
      // A field in which text is selected, or one with a menu of its own, has answered already.
      if (event.defaultPrevented) return;
      const target = find();
      if (!target) return;
      event.preventDefault();
      const box = event.currentTarget.getBoundingClientRect();
      const isByKey = event.clientX === 0 && event.clientY === 0;
      const at = isByKey ? { x: box.left, y: box.bottom } : { x: event.clientX, y: event.clientY };
      setOpen({ ...at, target });
    },
    menu: open && (
      <Menu
        opened
        onClose={() => setOpen(null)}
        position="bottom-start"
        offset={2}
        withinPortal
        trapFocus
        returnFocus
        transitionProps={{ duration: 0 }}
      >
        <Menu.Target>
          <span style={{ position: 'fixed', left: open.x, top: open.y }} />
        </Menu.Target>
        <Menu.Dropdown>
          <TryValuesItem target={open.target} onChoose={() => setOpen(null)} />
        </Menu.Dropdown>
      </Menu>
    ),
  };
}
