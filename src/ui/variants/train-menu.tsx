/** What else there is beside training the document on show: variants of it, and the queue. */
import { ActionIcon, Box, Menu, Text, Tooltip } from '@mantine/core';
import { useState } from 'react';
import type { CommandId } from '../commands/command.ts';
import { commandKeyText } from '../commands/command-key-text.ts';
import { COMMANDS } from '../commands/commands.ts';
import { isEnabled, runCommand } from '../commands/run-command.ts';
import { ChevronIcon } from '../icons.tsx';
import { useTexts } from '../texts/texts.ts';
import classes from './train-menu.module.css';

const ITEMS: readonly CommandId[] = [
  'sweep',
  'variant',
  'queue-document',
  'queue-switch',
  'show-queue',
];

export function TrainMenu() {
  const { moreTraining } = useTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <Menu position="bottom-start" opened={isOpen} onChange={setOpen}>
      <Tooltip label={moreTraining.menu} disabled={isOpen}>
        <Box component="span" display="inline-flex">
          <Menu.Target>
            <ActionIcon variant="default" className={classes.target} aria-label={moreTraining.menu}>
              <ChevronIcon size={11} />
            </ActionIcon>
          </Menu.Target>
        </Box>
      </Tooltip>
      <Menu.Dropdown>{isOpen && <Items />}</Menu.Dropdown>
    </Menu>
  );
}

function Items() {
  const { commands: texts } = useTexts();
  return ITEMS.map((id) => {
    const command = COMMANDS.find((each) => each.id === id);
    return (
      command && (
        <Menu.Item
          key={id}
          disabled={!isEnabled(command)}
          rightSection={
            <Text size="xs" c="dimmed">
              {commandKeyText(id)}
            </Text>
          }
          onClick={() => runCommand(command)}
        >
          {texts.labels[id]}
        </Menu.Item>
      )
    );
  });
}
