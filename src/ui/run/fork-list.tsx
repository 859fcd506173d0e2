/** Which weights a fork keeps and which begin anew: before it begins, with the reason, and afterwards in the run's facts. */
import { Text } from '@mantine/core';
import type { FreshWeight, KeptWeight } from '../../runtime/fork.ts';
import { useTexts } from '../texts/texts.ts';
import classes from './fork.module.css';

export function ForkList({
  kept,
  fresh,
}: {
  readonly kept: readonly KeptWeight[];
  readonly fresh: readonly (FreshWeight | { readonly name: string })[];
}) {
  const texts = useTexts().forks;
  return (
    <div className={classes.lists}>
      <Weights
        title={texts.kept(kept.length)}
        rows={kept.map(({ name, from }) => ({ name, note: from === name ? '' : texts.from(from) }))}
      />
      <Weights
        title={texts.fresh(fresh.length)}
        rows={fresh.map((weight) => ({
          name: weight.name,
          note: 'after' in weight ? reasonOf(weight, texts) : '',
        }))}
      />
    </div>
  );
}

function reasonOf({ before, after }: FreshWeight, texts: ReturnType<typeof useTexts>['forks']) {
  if (before === null) return texts.isNew;
  const told = (shape: readonly number[]) => shape.join(' × ') || '1';
  if (told(before) === told(after)) return texts.changed;
  return texts.reshaped(told(before), told(after));
}

function Weights({
  title,
  rows,
}: {
  readonly title: string;
  readonly rows: readonly { readonly name: string; readonly note: string }[];
}) {
  return (
    <section aria-label={title}>
      <Text size="xs" fw={600}>
        {title}
      </Text>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys must reach it */}
      <ul className={classes.weights} tabIndex={0} aria-label={title}>
        {rows.map(({ name, note }) => (
          <li key={name}>
            <span className={classes.name}>{name}</span>
            {note && <span className={classes.note}>{note}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
