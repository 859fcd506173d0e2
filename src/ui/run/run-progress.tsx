/** How far the run is: what is being prepared, or the step, the speed and the time left, in a box that keeps its size. */
import { Progress, Text, UnstyledButton } from '@mantine/core';
import { useRunStore } from '../../store/run-store.ts';
import type { RunStoreState } from '../../store/run-store-types.ts';
import { formatCount, formatDuration, formatMs, formatRate } from '../format.ts';
import { useTexts } from '../texts/texts.ts';
import classes from './controls.module.css';
import { preparingText } from './preparing-text.ts';
import { useSampled } from './use-sampled.ts';

/** Fast enough to feel live, slow enough to read. */
const TEXT_MS = 250;

const progressOf = (store: RunStoreState) => store.progress;

interface RunProgressProps {
  readonly errors: number;
  readonly onShowProblems: (() => void) | undefined;
}

export function RunProgress({ errors, onShowProblems }: RunProgressProps) {
  const texts = useTexts().run.progress;
  const state = useRunStore((store) => store.state);
  const isStale = useRunStore((store) => store.isStale);
  const progress = useSampled(useRunStore, progressOf, TEXT_MS);
  if (state.type === 'idle') {
    if (errors === 0) return null;
    return (
      <UnstyledButton className={classes.problems} onClick={onShowProblems}>
        {texts.errors(errors)}
      </UnstyledButton>
    );
  }
  if (state.type === 'preparing') {
    const { text, share } = preparingText(state);
    return (
      <Box first={text} second="" share={share} isMoving={share === null} step={progress.step} />
    );
  }
  const { step, totalSteps, imagesPerSecond, msPerStep, secondsLeft } = progress;
  const isMoving = state.type === 'training' || state.type === 'pausing';
  const second = isMoving
    ? [
        texts.rate(formatRate(imagesPerSecond)),
        secondsLeft === null ? '' : texts.left(formatDuration(secondsLeft)),
      ]
        .filter(Boolean)
        .join(' · ')
    : `${texts.ended[state.type]}${isStale ? ` · ${texts.changed}` : ''}`;
  return (
    <Box
      first={
        totalSteps > 0
          ? texts.stepOf(formatCount(step), formatCount(totalSteps))
          : texts.step(formatCount(step))
      }
      second={second}
      share={totalSteps > 0 ? step / totalSteps : 0}
      isMoving={false}
      step={step}
      more={isMoving ? ` · ${texts.msPerStep(formatMs(msPerStep))}` : ''}
      note={isMoving && isStale ? texts.changed : null}
    />
  );
}

interface BoxProps {
  readonly first: string;
  readonly second: string;
  /** Goes on from the second line where the window is wide. */
  readonly more?: string;
  /** Null while unknown. */
  readonly share: number | null;
  readonly isMoving: boolean;
  readonly step: number;
  readonly note?: string | null;
}

function Box({ first, second, more = '', share, isMoving, step, note }: BoxProps) {
  return (
    <div className={classes.progress} data-testid="progress" data-step={step}>
      <div className={classes.lines}>
        <Text size="xs" fw={600} className={classes.line}>
          {first}
          {note && (
            <Text span size="xs" fw={400} c="dimmed">
              {' '}
              · {note}
            </Text>
          )}
        </Text>
        <Text size="xs" c="dimmed" className={classes.line} title={`${second}${more}`}>
          {second}
          <span className={classes.more}>{more}</span>
        </Text>
      </div>
      <Progress
        size={3}
        value={isMoving ? 100 : Math.min(100, (share ?? 0) * 100)}
        animated={isMoving}
        // A moving width would lay the page out anew at every frame while training.
        transitionDuration={0}
        aria-label={first}
      />
    </div>
  );
}
