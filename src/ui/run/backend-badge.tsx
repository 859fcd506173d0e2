/** The backend in use, with the name of its device; pressed, the reason and a choice for the next run. */
import { Button, Popover, SegmentedControl, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { actionsOf } from '../../store/run-state.ts';
import { useRunStore } from '../../store/run-store.ts';
import { useSettingsStore } from '../../store/settings-store.ts';
import { sentence } from '../texts/problem-texts.ts';
import { useTexts } from '../texts/texts.ts';
import classes from './controls.module.css';
import { goOnWithWebAssembly, isSoftwareGpu } from './software-gpu.ts';
import { SoftwareHint } from './software-hint.tsx';

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
  const texts = useTexts().run.backend;
  const { names, help } = texts;
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
              ? texts.inUse(names[backend.backend], sentence(backend.device))
              : texts.forNext(names[choice])
          }
          data-testid="backend"
          data-backend={backend?.backend ?? ''}
        >
          {backend ? (
            names[backend.backend]
          ) : (
            <>
              <span className={classes.badgeWord}>{texts.word}&nbsp;</span>
              {names[choice]}
            </>
          )}
          {backend && <span className={classes.badgeName}>&nbsp;· {sentence(backend.device)}</span>}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          {backend ? (
            <div>
              <Text size="sm" fw={600}>
                {names[backend.backend]}
              </Text>
              <Text size="sm">{sentence(backend.device)}</Text>
              <Text size="sm" c="dimmed">
                {sentence(backend.reason)}
              </Text>
              {isSoftwareGpu(backend) && (
                <>
                  <Text size="sm" mt={6}>
                    {texts.software}
                  </Text>
                  {choice !== 'wasm' && (
                    <Button size="compact-xs" variant="light" mt={6} onClick={goOnWithWebAssembly}>
                      {texts.useWasm}
                    </Button>
                  )}
                </>
              )}
            </div>
          ) : (
            <Text size="sm" c="dimmed">
              {texts.notYet}
            </Text>
          )}
          <Text size="sm" fw={600} id="backend-choice">
            {texts.choice}
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
            {isOpen && ` ${texts.keeps}`}
          </Text>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
