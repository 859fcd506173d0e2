/** The backend in use, with the name of its device; pressed, the reason and a choice for the next run. */
import { Button, Popover, SegmentedControl, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { actionsOf } from '../../store/run-state.ts';
import { useRunStore } from '../../store/run-store.ts';
import { useSettingsStore } from '../../store/settings-store.ts';
import type { BackendChoice } from '../../worker/protocol.ts';
import classes from './controls.module.css';
import { goOnWithWebAssembly, isSoftwareGpu } from './software-gpu.ts';
import { SoftwareHint } from './software-hint.tsx';

const names: Record<BackendChoice, string> = {
  auto: 'Auto',
  webgpu: 'WebGPU',
  wasm: 'WebAssembly',
  cpu: 'JavaScript',
};

const help: Record<BackendChoice, string> = {
  auto: 'The fastest that this browser offers: WebGPU, else WebAssembly.',
  webgpu: 'On the graphics card. The fastest by far.',
  wasm: 'On the processor, with SIMD and threads where the page may use them.',
  cpu: 'Plain JavaScript: very slow, for comparison only.',
};

export function BackendBadge() {
  const [isAsked, asked] = useDisclosure(false);
  return (
    <div className={classes.badgeBox}>
      <Badge isAsked={isAsked} onAsk={asked.toggle} onClose={asked.close} />
      {!isAsked && <SoftwareHint />}
    </div>
  );
}

interface BadgeProps {
  readonly isAsked: boolean;
  readonly onAsk: () => void;
  readonly onClose: () => void;
}

function Badge({ isAsked, onAsk, onClose }: BadgeProps) {
  const backend = useRunStore((state) => state.backend);
  const isOpen = useRunStore(({ state }) => state.type !== 'idle' && !actionsOf(state).canTrain);
  const choice = useSettingsStore((state) => state.backend);
  const setBackend = useRunStore.getState().setBackend;
  return (
    <Popover
      opened={isAsked}
      onChange={(isOpened) => !isOpened && onClose()}
      width={340}
      position="bottom-end"
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          className={classes.badge}
          onClick={onAsk}
          aria-label={
            backend
              ? `Backend: ${names[backend.backend]}, ${backend.device}`
              : `Backend for the next run: ${names[choice]}`
          }
          data-testid="backend"
          data-backend={backend?.backend ?? ''}
        >
          {backend ? (
            names[backend.backend]
          ) : (
            <>
              <span className={classes.badgeWord}>Backend:&nbsp;</span>
              {names[choice]}
            </>
          )}
          {backend && <span className={classes.badgeName}>&nbsp;· {backend.device}</span>}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          {backend ? (
            <div>
              <Text size="sm" fw={600}>
                {names[backend.backend]}
              </Text>
              <Text size="sm">{backend.device}</Text>
              <Text size="sm" c="dimmed">
                {backend.reason}
              </Text>
              {isSoftwareGpu(backend) && (
                <>
                  <Text size="sm" mt={6}>
                    This WebGPU is software: WebAssembly is faster on this machine.
                  </Text>
                  {choice !== 'wasm' && (
                    <Button size="compact-xs" variant="light" mt={6} onClick={goOnWithWebAssembly}>
                      Use WebAssembly
                    </Button>
                  )}
                </>
              )}
            </div>
          ) : (
            <Text size="sm" c="dimmed">
              The backend is chosen when a run starts.
            </Text>
          )}
          <Text size="sm" fw={600} id="backend-choice">
            For the next run
          </Text>
          <SegmentedControl
            size="xs"
            fullWidth
            aria-labelledby="backend-choice"
            value={choice}
            onChange={setBackend}
            data={(['auto', 'webgpu', 'wasm', 'cpu'] as const).map((value) => ({
              value,
              label: names[value],
            }))}
          />
          <Text size="xs" c="dimmed">
            {help[choice]}
            {isOpen && ' The run that is open keeps its backend until it is paused and resumed.'}
          </Text>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
