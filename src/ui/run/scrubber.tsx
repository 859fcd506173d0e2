/** The bar under samples: play, a slider over all kept steps, and a switch that follows the newest. */
import { ActionIcon, Button, Group, Slider, Text, Tooltip } from '@mantine/core';
import { useEffect } from 'react';
import { formatCount } from '../format.ts';
import { useTexts } from '../texts/texts.ts';
import { PauseIcon, PlayIcon } from './icons.tsx';
import classes from './samples.module.css';
import { advance, following, indexOn, moveTo, type Timeline, togglePlay } from './timeline.ts';

const FRAME_MS = 160;

interface ScrubberProps {
  readonly steps: readonly number[];
  readonly timeline: Timeline;
  readonly onChange: (change: (before: Timeline) => Timeline) => void;
}

export function Scrubber({ steps, timeline, onChange }: ScrubberProps) {
  const texts = useTexts().results.samples;
  const { step: stepWords } = useTexts().run.progress;
  const { isPlaying } = timeline;
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setInterval(() => onChange((before) => advance(before, steps)), FRAME_MS);
    return () => clearInterval(timer);
  }, [isPlaying, steps, onChange]);

  const index = Math.max(0, indexOn(timeline, steps));
  const step = steps[index] ?? 0;
  const isFollowing = timeline.step === null;
  const label = isPlaying ? texts.pausePlayback : texts.play;
  return (
    <Group className={classes.scrubber} gap="sm" wrap="nowrap">
      <Tooltip label={label}>
        <ActionIcon
          variant="default"
          aria-label={label}
          disabled={steps.length < 2}
          onClick={() => onChange((before) => togglePlay(before, steps))}
        >
          {isPlaying ? <PauseIcon size={14} /> : <PlayIcon size={14} />}
        </ActionIcon>
      </Tooltip>
      <Slider
        className={classes.slider}
        size="sm"
        min={0}
        max={Math.max(1, steps.length - 1)}
        value={index}
        disabled={steps.length < 2}
        onChange={(value) => onChange(() => moveTo(value, steps))}
        label={(value) => stepWords(formatCount(steps[value] ?? 0))}
        thumbLabel={texts.stepShown}
        thumbValueText={(value) => stepWords(formatCount(steps[value] ?? 0))}
      />
      <Text size="xs" className={classes.step} data-testid="sample-step" data-step={step}>
        {stepWords(formatCount(step))}
      </Text>
      <Tooltip label={texts.latestHelp}>
        <Button
          size="compact-xs"
          variant={isFollowing ? 'light' : 'default'}
          aria-pressed={isFollowing}
          onClick={() => onChange(() => following)}
        >
          {texts.latest}
        </Button>
      </Tooltip>
    </Group>
  );
}
