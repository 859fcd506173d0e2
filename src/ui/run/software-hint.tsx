/** Says under the badge, once, that WebAssembly would be faster than WebGPU in software; one press goes over to it. */
import { Button, CloseButton, Text } from '@mantine/core';
import { useRunStore } from '../../store/run-store.ts';
import { useSettingsStore } from '../../store/settings-store.ts';
import { useTexts } from '../texts/texts.ts';
import classes from './controls.module.css';
import { goOnWithWebAssembly, isSoftwareGpu } from './software-gpu.ts';

const NAME = 'software-hint';

export function SoftwareHint() {
  const { run } = useTexts();
  const isSoftware = useRunStore((state) => isSoftwareGpu(state.backend));
  const isDismissed = useSettingsStore((state) => state.closedPanels.includes(NAME));
  // A person who chose WebGPU by name knows what they do.
  const isAuto = useSettingsStore((state) => state.backend === 'auto');
  if (!isSoftware || isDismissed || !isAuto) return null;
  return (
    <div className={classes.hint} role="status" data-testid="software-hint">
      <Text size="xs">{run.backend.softwareHint}</Text>
      <Button size="compact-xs" variant="light" onClick={goOnWithWebAssembly}>
        {run.backend.useIt}
      </Button>
      <CloseButton
        size="xs"
        aria-label={run.notices.dismiss}
        onClick={() => useSettingsStore.getState().setPanelClosed(NAME, true)}
      />
    </div>
  );
}
