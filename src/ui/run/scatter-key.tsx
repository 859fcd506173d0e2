/** What the colours of the scatter plot mean. */
import { Group, useComputedColorScheme } from '@mantine/core';
import { useTexts } from '../texts/texts.ts';
import { scatterInk } from './draw-scatter.ts';
import classes from './samples.module.css';

export function ScatterKey({ hasModes }: { readonly hasModes: boolean }) {
  const texts = useTexts().results.samples;
  const ink = scatterInk(useComputedColorScheme('light') === 'dark');
  return (
    <Group gap="md">
      <span className={classes.key}>
        <span className={classes.dot} style={{ background: ink.real }} />
        {texts.real}
      </span>
      <span className={classes.key}>
        <span className={classes.dot} style={{ background: ink.generated }} />
        {texts.generated}
      </span>
      {hasModes && (
        <span className={classes.key}>
          <span className={classes.ring} style={{ borderColor: ink.mode }} />
          {texts.modes}
        </span>
      )}
    </Group>
  );
}
