/** The backend in use, with the name of its device; pressed, the reason and a choice for the next run. */
import { Button, Popover, SegmentedControl, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useRunStore } from '../../store/run-store.ts';
import { useSettingsStore } from '../../store/settings-store.ts';
import { later } from '../later.tsx';
import { sentence } from '../texts/problem-texts.ts';
import { useTexts } from '../texts/texts.ts';
import classes from './controls.module.css';
import { SoftwareHint } from './software-hint.tsx';

const BackendFacts = later(async () => (await import('./backend-facts.tsx')).BackendFacts);

const ChoiceHelp = later(async () => (await import('./backend-facts.tsx')).ChoiceHelp);

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
  const { names } = texts;
  const backend = useRunStore((state) => state.backend);
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
          <BackendFacts />
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
          <ChoiceHelp />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
