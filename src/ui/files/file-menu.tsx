/** New, import, and all the ways in which a graph and its run can leave. */
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { useRunStore } from '../../store/run-store.ts';
import { formatCount } from '../format.ts';
import { ExportIcon, FileIcon, ImportIcon, PlusIcon } from '../icons.tsx';
import { exportGraph, newDocument, pickFiles } from './file-actions.ts';
import { takeAway } from './take-away.ts';

export function FileMenu() {
  return (
    <Menu position="bottom-end" width={290}>
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
          Import graph, data or weights…
        </Menu.Item>
        <Menu.Divider />
        <ExportLabel />
        <Menu.Item leftSection={<ExportIcon />} onClick={exportGraph}>
          Graph (JSON)
        </Menu.Item>
        <Menu.Item leftSection={<ExportIcon />} onClick={() => void takeAway('pytorch')}>
          PyTorch program (zip)
        </Menu.Item>
        <Menu.Item leftSection={<ExportIcon />} onClick={() => void takeAway('tfjs')}>
          TensorFlow.js models (zip)
        </Menu.Item>
        <Menu.Item leftSection={<ExportIcon />} onClick={() => void takeAway('safetensors')}>
          Weights (safetensors)
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Whose weights will go along. In a part of its own: it changes with every step. */
function ExportLabel() {
  const step = useRunStore(({ state, progress }) =>
    state.type === 'training' ? 'training' : progress.savedStep,
  );
  if (step === null) return <Menu.Label>Export, nothing trained yet</Menu.Label>;
  if (step === 'training') return <Menu.Label>Export, weights of the run as it is</Menu.Label>;
  return <Menu.Label>Export, weights of step {formatCount(step)}</Menu.Label>;
}
