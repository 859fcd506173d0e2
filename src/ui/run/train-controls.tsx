/** Train · Pause · Resume · Step · Stop, and how far the run is. What each button may do is decided in `run-state.ts`. */
import { ActionIcon, Button, Group, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useDataStore } from '../../store/data-store.ts';
import { countProblems } from '../../store/document-selectors.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { actionsOf } from '../../store/run-state.ts';
import { useRunStore } from '../../store/run-store.ts';
import classes from './controls.module.css';
import { PauseIcon, PlayIcon, RestartIcon, StepIcon, StopIcon } from './icons.tsx';
import { mainAction } from './main-action.ts';
import { RunProgress } from './run-progress.tsx';
import { trainAnew } from './train-anew.ts';

export interface TrainControlsProps {
  /** Brings the Problems panel to the front. */
  readonly onShowProblems?: () => void;
}

const mainIcons = { train: PlayIcon, pause: PauseIcon, resume: PlayIcon } as const;

export function TrainControls({ onShowProblems }: TrainControlsProps) {
  const state = useRunStore((store) => store.state);
  const isStale = useRunStore((store) => store.isStale);
  const errors = useDocumentStore((store) => countProblems(store.compilation.problems).errors);
  const nodes = useDocumentStore((store) => store.document.objective.nodes);
  const isReading = useDataStore(({ busy }) =>
    Object.keys(busy).some((node) => Object.hasOwn(nodes, node)),
  );
  const { train, pause, resume, stepOnce, stop } = useRunStore.getState();
  const can = actionsOf(state);
  const main = mainAction(state, isStale, errors, isReading);
  const act = () => {
    if (main.isBlockedByProblems) onShowProblems?.();
    else if (main.isEnabled) ({ train, pause, resume })[main.type]();
  };
  // A step goes on with a paused run, errors or not; only a new run needs a sound document and its data.
  const canStep = can.canStep && (state.type === 'paused' || (errors === 0 && !isReading));
  useHotkeys([
    ['mod+Enter', act],
    ['mod+shift+Enter', () => canStep && stepOnce()],
  ]);
  const MainIcon = mainIcons[main.type];
  return (
    <Group gap={6} wrap="nowrap" className={classes.controls}>
      <Tooltip label={`${main.help} (Ctrl Enter)`} multiline maw={320}>
        <Button
          size="xs"
          className={classes.main}
          variant={main.type === 'pause' ? 'default' : 'filled'}
          leftSection={<MainIcon size={13} />}
          // Not `disabled`: a disabled button could neither say why nor lead to the problems.
          {...looksDisabled(!main.isEnabled)}
          onClick={act}
          data-testid="train"
        >
          {main.label}
        </Button>
      </Tooltip>
      <Control
        label="Step"
        help={
          canStep
            ? 'Train one step, then pause (Ctrl Shift Enter)'
            : can.canStep
              ? `${isReading ? 'The data is still being read' : 'The graph has errors'}: a step would start a new run of it`
              : 'Pause first to train step by step'
        }
        isEnabled={canStep}
        onClick={stepOnce}
      >
        <StepIcon size={14} />
      </Control>
      <Control
        label="Stop"
        help={can.canStop ? 'End this run; what it has learned is kept' : 'Nothing is training'}
        isEnabled={can.canStop}
        onClick={stop}
      >
        <StopIcon size={13} />
      </Control>
      {main.offersAnew && (
        <Tooltip
          label={
            isStale
              ? 'The graph has changed since this run began: end it and start a new run of the graph as it is'
              : 'Start again from the first step with new weights'
          }
          multiline
          maw={280}
        >
          <Button
            size="xs"
            flex="none"
            variant={isStale ? 'light' : 'subtle'}
            leftSection={<RestartIcon size={13} />}
            onClick={trainAnew}
            data-testid="train-anew"
          >
            {isStale ? 'Train the new graph' : 'Train anew'}
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
