/** What can be saved of the samples on show: the pictures, a film strip of each view, the run as a whole. */
import { ActionIcon, Box, Menu, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { takeAway } from '../files/take-away.ts';
import { useTakeAwayDialog } from '../files/take-away-store.ts';
import { ExportIcon } from '../icons.tsx';
import { useTexts } from '../texts/texts.ts';
import { DownloadIcon } from './icons.tsx';

interface SheetMenuProps {
  readonly runId: string;
  readonly views: readonly { readonly node: string; readonly title: string }[];
  onSave(): void;
}

export function SheetMenu({ runId, views, onSave }: SheetMenuProps) {
  const texts = useTexts().takeAway.picture;
  const [isOpen, setOpen] = useState(false);
  return (
    <Menu position="bottom-end" opened={isOpen} onChange={setOpen}>
      <Tooltip label={texts.menu} disabled={isOpen}>
        <Box component="span" display="inline-flex">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={texts.menu}>
              <DownloadIcon />
            </ActionIcon>
          </Menu.Target>
        </Box>
      </Tooltip>
      <Menu.Dropdown>
        <Menu.Item leftSection={<DownloadIcon />} onClick={onSave} title={texts.sheetHelp}>
          {views.length > 1 ? texts.sheets : texts.sheet}
        </Menu.Item>
        {views.map(({ node, title }) => (
          <Menu.Item
            key={node}
            leftSection={<DownloadIcon />}
            onClick={() => void takeAway('film', { runId, view: node })}
          >
            {texts.film(title)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<ExportIcon />}
          onClick={() => useTakeAwayDialog.getState().open(runId)}
        >
          {texts.run}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
