/** Train · Pause · Resume · Step · Stop, and how far the run is. What each button may do is decided in `run-state.ts`. */
import { ActionIcon, Button, Group, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { useDataStore } from '../../store/data-store.ts';
import { countProblems } from '../../store/document-selectors.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { actionsOf } from '../../store/run-state.ts';
import { useRunStore } from '../../store/run-store.ts';
import { keyText } from '../commands/keys.ts';
import { useTexts } from '../texts/texts.ts';
import { TrainMenu } from '../variants/train-menu.tsx';
import classes from './controls.module.css';
import { PauseIcon, PlayIcon, RestartIcon, StepIcon, StopIcon } from './icons.tsx';
import { mainAction } from './main-action.ts';
import { RunProgress } from './run-progress.tsx';
import { pressMain } from './train-actions.ts';
import { trainAnew } from './train-anew.ts';

export interface TrainControlsProps {
  /** Brings the Problems panel to the front. */
  readonly onShowProblems?: () => void;
}

const mainIcons = { train: PlayIcon, pause: PauseIcon, resume: PlayIcon } as const;

export function TrainControls({ onShowProblems }: TrainControlsProps) {
  const { actions, help } = useTexts().run;
  const state = useRunStore((store) => store.state);
  const isStale = useRunStore((store) => store.isStale);
  const errors = useDocumentStore((store) => countProblems(store.compilation.problems).errors);
  const nodes = useDocumentStore((store) => store.document.objective.nodes);
  const isReading = useDataStore(({ busy }) =>
    Object.keys(busy).some((node) => Object.hasOwn(nodes, node)),
  );
  const { stepOnce, stop } = useRunStore.getState();
  const can = actionsOf(state);
  const main = mainAction(state, isStale, errors, isReading);
  // A step goes on with a paused run, errors or not; only a new run needs a sound document and its data.
  const canStep = can.canStep && (state.type === 'paused' || (errors === 0 && !isReading));
  const MainIcon = mainIcons[main.type];
  return (
    <Group gap={6} wrap="nowrap" className={classes.controls}>
      <Tooltip label={help.withKeys(main.help, keyText('mod+Enter'))} multiline maw={320}>
        <Button
          size="xs"
          className={classes.main}
          variant={main.type === 'pause' ? 'default' : 'filled'}
          leftSection={<MainIcon size={13} />}
          // Not `disabled`: a disabled button could neither say why nor lead to the problems.
          {...looksDisabled(!main.isEnabled)}
          onClick={pressMain}
          data-testid="train"
        >
          {main.label}
        </Button>
      </Tooltip>
      <TrainMenu />
      <Control
        label={actions.step}
        help={
          canStep
            ? help.withKeys(help.step, keyText('mod+shift+Enter'))
            : can.canStep
              ? isReading
                ? help.stepReading
                : help.stepErrors
              : help.stepTraining
        }
        isEnabled={canStep}
        onClick={stepOnce}
      >
        <StepIcon size={14} />
      </Control>
      <Control
        label={actions.stop}
        help={can.canStop ? help.stop : help.nothingTrains}
        isEnabled={can.canStop}
        onClick={stop}
      >
        <StopIcon size={13} />
      </Control>
      {main.offersAnew && (
        <Tooltip label={isStale ? help.anewStale : help.trainAgain} multiline maw={280}>
          <Button
            size="xs"
            flex="none"
            variant={isStale ? 'light' : 'subtle'}
            leftSection={<RestartIcon size={13} />}
            onClick={trainAnew}
            data-testid="train-anew"
          >
            {isStale ? actions.trainNew : actions.trainAnew}
          </Button>
        </Tooltip>
      )}
      <RunProgress onShowProblems={onShowProblems} errors={errors} />
    </Group>
  );
}

/** The look and the word of a disabled button, without losing its tooltip and its place in the tab order. */
const looksDisabled = (is: boolean) => (is ? { 'data-disabled': true, 'aria-disabled': true } : {});

interface ControlProps {
  readonly label: string;
  readonly help: string;
  readonly isEnabled: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Control({ label, help, isEnabled, onClick, children }: ControlProps) {
  return (
    <Tooltip label={help}>
      <ActionIcon
        size={30}
        flex="none"
        variant="default"
        aria-label={label}
        {...looksDisabled(!isEnabled)}
        onClick={() => isEnabled && onClick()}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
