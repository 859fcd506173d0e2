/** The context menu of nodes, notes, a wire or the empty canvas: the commands that name it, in their groups, with their keys. */
import { Menu } from '@mantine/core';
import { useMemo } from 'react';
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

/** A group of more than this folds into a menu of its own. */
const MOST_IN_GROUP = 6;

export function ContextMenu() {
  useContextMenuKeys();
  const open = useContextMenu((state) => state.open);
  const graph = useCanvasStore((state) => state.graph);
  return open && <Opened key={`${open.at.x} ${open.at.y} ${graph}`} {...open} />;
}

function Opened({ menu, at }: ContextMenuState) {
  const { commands: texts, editing } = useTexts();
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
        <span className={classes.anchor} style={{ left: at.x, top: at.y }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={label} className={classes.menu ?? ''} onContextMenu={keepOut}>
        {groups.map(([group, commands], at) => (
          <div key={group}>
            {at > 0 && <Menu.Divider />}
            {commands.length > MOST_IN_GROUP ? (
              <Menu.Sub>
                <Menu.Sub.Target>
                  <Menu.Sub.Item>
                    {group === 'arrange' ? editing.menu.align : texts.groups[group]}
                  </Menu.Sub.Item>
                </Menu.Sub.Target>
                <Menu.Sub.Dropdown className={classes.menu ?? ''}>
                  <Items commands={commands} onRun={run} />
                </Menu.Sub.Dropdown>
              </Menu.Sub>
            ) : (
              <Items commands={commands} onRun={run} />
            )}
          </div>
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
        onClick={() => onRun(command)}
        rightSection={keys && <kbd className={classes.keys}>{keyText(keys)}</kbd>}
      >
        {labels[command.id]}
      </Menu.Item>
    );
  });
}

type Groups = readonly (readonly [Command['group'], readonly Command[]])[];

/** What stands in the way of a command now leaves it out. */
function groupsFor(menu: ContextMenuState['menu']): Groups {
  const groups = new Map<Command['group'], Command[]>();
  for (const command of COMMANDS) {
    if (!command.menus?.includes(menu) || !isEnabled(command)) continue;
    groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  }
  return [...groups];
}

/** A right click on the menu opens no other. */
const keepOut = (event: { preventDefault(): void }) => event.preventDefault();
