/** What commands can do with several selected nodes: aligning, distributing, arranging. */
import { Button } from '@mantine/core';
import { COMMANDS } from '../commands/commands.ts';
import { isEnabled, runCommand } from '../commands/run-command.ts';
import { useTexts } from '../texts/texts.ts';
import classes from './inspector.module.css';

export function SelectionCommands() {
  const { commands: t } = useTexts();
  const offered = COMMANDS.filter(
    (command) => command.group === 'arrange' && command.menus?.includes('nodes'),
  );
  if (offered.length === 0) return null;
  return (
    <fieldset aria-label={t.groups.arrange} className={classes.buttons}>
      {offered.map((command) => (
        <Button
          key={command.id}
          size="compact-xs"
          variant="default"
          disabled={!isEnabled(command)}
          onClick={() => runCommand(command)}
        >
          {t.labels[command.id]}
        </Button>
      ))}
    </fieldset>
  );
}
