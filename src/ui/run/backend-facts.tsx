/** What the run in hand is computed on and why, with what is measured of it. */
import { Button, Text } from '@mantine/core';
import { actionsOf } from '../../store/run-state.ts';
import { useRunStore } from '../../store/run-store.ts';
import { useSettingsStore } from '../../store/settings-store.ts';
import { sentence } from '../texts/problem-texts.ts';
import { useTexts } from '../texts/texts.ts';
import { measuredTexts, RunMeasures } from './run-measures.tsx';
import { goOnWithWebAssembly, isSoftwareGpu } from './software-gpu.ts';

export function BackendFacts() {
  const { names } = useTexts().run.backend;
  const texts = measuredTexts.use();
  const backend = useRunStore((state) => state.backend);
  const choice = useSettingsStore((state) => state.backend);
  if (!backend) {
    return (
      <Text size="sm" c="dimmed">
        {texts.notYet}
      </Text>
    );
  }
  return (
    <div>
      <Text size="sm" fw={600}>
        {names[backend.backend]}
      </Text>
      <Text size="sm">{sentence(backend.device)}</Text>
      <Text size="sm" c="dimmed">
        {sentence(backend.reason)}
      </Text>
      <RunMeasures />
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
  );
}

/** Of the choice for the next run. */
export function ChoiceHelp() {
  const texts = measuredTexts.use();
  const choice = useSettingsStore((state) => state.backend);
  const isOpen = useRunStore(({ state }) => state.type !== 'idle' && !actionsOf(state).canTrain);
  return (
    <Text size="xs" c="dimmed">
      {texts.help[choice]}
      {isOpen && ` ${texts.keeps}`}
    </Text>
  );
}
