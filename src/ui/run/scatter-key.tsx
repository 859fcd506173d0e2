/** What the colours of the scatter plot mean. */
import { Group, useComputedColorScheme } from '@mantine/core';
import { scatterInk } from './draw-scatter.ts';
import classes from './samples.module.css';

export function ScatterKey({ hasModes }: { readonly hasModes: boolean }) {
  const ink = scatterInk(useComputedColorScheme('light') === 'dark');
  return (
    <Group gap="md">
      <span className={classes.key}>
        <span className={classes.dot} style={{ background: ink.real }} />
        real
      </span>
      <span className={classes.key}>
        <span className={classes.dot} style={{ background: ink.generated }} />
        generated
      </span>
      {hasModes && (
        <span className={classes.key}>
          <span className={classes.ring} style={{ borderColor: ink.mode }} />
          modes of the data
        </span>
      )}
    </Group>
  );
}
