/** The context menu of nodes, notes, a wire or the empty canvas: the commands that name it, in their groups, with their keys. */
import { Menu } from '@mantine/core';
import { Fragment, useMemo } from 'react';
import { useCanvasStore } from '../../store/canvas-store.ts';
import type { Command } from '../commands/command.ts';
import { COMMANDS } from '../commands/commands.ts';
import { keysOf, keyText, useShortcutSettings } from '../commands/keys.ts';
import { isEnabled, runCommand } from '../commands/run-command.ts';
import { useTexts } from '../texts/texts.ts';
import classes from './context-menu.module.css';
import { type ContextMenuState, closeContextMenu, useContextMenu } from './context-menu-state.ts';
import { actAt } from './pointer.ts';
import { countSelected } from './selection.ts';
import { useContextMenuKeys } from './use-context-menu.ts';

export function ContextMenu() {
  useContextMenuKeys();
  const open = useContextMenu((state) => state.open);
  const graph = useCanvasStore((state) => state.graph);
  return open && <Opened key={`${open.at.x} ${open.at.y} ${graph}`} {...open} />;
}

function Opened({ menu, at }: ContextMenuState) {
  const { editing } = useTexts();
  const groups = useMemo(() => groupsFor(menu), [menu]);
  const label = menu === 'nodes' ? editing.menu.nodes(countSelected()) : editing.menu[menu];
  const run = (command: Command) => {
    closeContextMenu();
    actAt(at, () => runCommand(command));
  };
  if (groups.length === 0) return null;
  return (
    <Menu
      opened
      onClose={closeContextMenu}
      position="bottom-start"
      offset={2}
      width="max-content"
      middlewares={{ flip: true, shift: { padding: 8 } }}
      trapFocus
      returnFocus
      closeOnItemClick={false}
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label={label}
          className={classes.anchor}
          style={{ left: at.x, top: at.y }}
        />
      </Menu.Target>
      <Menu.Dropdown aria-label={label} className={classes.menu ?? ''} onContextMenu={keepOut}>
        {groups.map(([group, commands], at) => (
          <Fragment key={group}>
            {at > 0 && <Menu.Divider />}
            {group === 'align' ? (
              <Menu.Sub>
                <Menu.Sub.Target>
                  <Menu.Sub.Item className={classes.item ?? ''}>{editing.menu.align}</Menu.Sub.Item>
                </Menu.Sub.Target>
                <Menu.Sub.Dropdown className={classes.menu ?? ''}>
                  <Items commands={commands} onRun={run} />
                </Menu.Sub.Dropdown>
              </Menu.Sub>
            ) : (
              <Items commands={commands} onRun={run} />
            )}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

interface ItemsProps {
  readonly commands: readonly Command[];
  readonly onRun: (command: Command) => void;
}

function Items({ commands, onRun }: ItemsProps) {
  const { labels } = useTexts().commands;
  const shortcuts = useShortcutSettings();
  return commands.map((command) => {
    const [keys] = keysOf(command, shortcuts);
    return (
      <Menu.Item
        key={command.id}
        className={classes.item ?? ''}
        onClick={() => onRun(command)}
        rightSection={keys && <kbd className={classes.keys}>{keyText(keys)}</kbd>}
      >
        {labels[command.id]}
      </Menu.Item>
    );
  });
}

type Groups = readonly (readonly [string, readonly Command[]])[];

/** The many ways to align are a menu of their own. */
const groupOf = ({ id, group }: Command) => (/^(align|distribute)-/.test(id) ? 'align' : group);

/** What stands in the way of a command now leaves it out. */
function groupsFor(menu: ContextMenuState['menu']): Groups {
  const groups = new Map<string, Command[]>();
  for (const command of COMMANDS) {
    if (!command.menus?.includes(menu) || !isEnabled(command)) continue;
    const group = groupOf(command);
    groups.set(group, [...(groups.get(group) ?? []), command]);
  }
  return [...groups];
}

/** A right click on the menu opens no other. */
const keepOut = (event: { preventDefault(): void }) => event.preventDefault();
