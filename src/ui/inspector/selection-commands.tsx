/** What commands can do with several selected nodes (aligning, distributing, arranging), in one menu. */
import { Button, Menu } from '@mantine/core';
import { COMMANDS } from '../commands/commands.ts';
import { keysOf, keyText, useShortcutSettings } from '../commands/keys.ts';
import { isEnabled, runCommand } from '../commands/run-command.ts';
import { LayoutIcon } from '../icons.tsx';
import { useTexts } from '../texts/texts.ts';
import classes from './inspector.module.css';

export function SelectionCommands() {
  const { commands: t } = useTexts();
  const shortcuts = useShortcutSettings();
  const offered = COMMANDS.filter(
    (command) => command.group === 'arrange' && command.menus?.includes('nodes'),
  );
  if (offered.length === 0) return null;
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button size="compact-sm" variant="default" leftSection={<LayoutIcon size={14} />}>
          {t.groups.arrange}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {offered.map((command) => {
          const [keys] = keysOf(command, shortcuts);
          return (
            <Menu.Item
              key={command.id}
              disabled={!isEnabled(command)}
              rightSection={keys && <span className={classes.value}>{keyText(keys)}</span>}
              onClick={() => runCommand(command)}
            >
              {t.labels[command.id]}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
