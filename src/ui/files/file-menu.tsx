/**
 * New, open, save, share, what was open lately, and all the ways in which a graph and its run can leave; below them what else
 * would need a key.
 */
import { ActionIcon, Box, Menu, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { FileIcon } from '../icons.tsx';
import { later } from '../later.tsx';
import { useTexts } from '../texts/texts.ts';

const Items = later(async () => (await import('./file-menu-items.tsx')).FileMenuItems);

export function FileMenu() {
  const texts = useTexts().files.menu;
  const [isOpen, setOpen] = useState(false);
  return (
    <Menu position="bottom-end" width={310} opened={isOpen} onChange={setOpen}>
      {/* The other way round the button would not say that it opens a menu. */}
      <Tooltip label={texts.label} disabled={isOpen}>
        <Box component="span" display="inline-flex">
          <Menu.Target>
            <ActionIcon aria-label={texts.label}>
              <FileIcon />
            </ActionIcon>
          </Menu.Target>
        </Box>
      </Tooltip>
      <Menu.Dropdown mah="calc(100dvh - 70px)" style={{ overflowY: 'auto' }}>
        <Items />
      </Menu.Dropdown>
    </Menu>
  );
}
