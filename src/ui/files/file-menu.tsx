/** New, import and export of the graph. */
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { ExportIcon, FileIcon, ImportIcon, PlusIcon } from '../icons.tsx';
import { exportGraph, newDocument, pickFiles } from './file-actions.ts';

export function FileMenu() {
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <Tooltip label="Import and export">
          <ActionIcon aria-label="Import and export">
            <FileIcon />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<PlusIcon />} onClick={newDocument}>
          New empty graph
        </Menu.Item>
        <Menu.Item leftSection={<ImportIcon />} onClick={pickFiles}>
          Import graph or data…
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<ExportIcon />} onClick={exportGraph}>
          Export graph (JSON)
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
