/** The Data panel: for each dataset node, what it trains on, and how to give it something else. */
import { Stack } from '@mantine/core';
import { useTexts } from '../texts/texts.ts';
import classes from './data.module.css';
import { DataSourceCard } from './data-source-card.tsx';
import { useDataSources } from './data-sources.ts';
import { EmptyState } from './empty-state.tsx';

export function DataPanel() {
  const { data } = useTexts();
  const sources = useDataSources();
  if (sources.length === 0) {
    return <EmptyState title={data.none}>{data.noneYet}</EmptyState>;
  }
  return (
    <div className={classes.panel}>
      <Stack gap="lg">
        {sources.map((source) => (
          <DataSourceCard key={source.node} source={source} />
        ))}
      </Stack>
    </div>
  );
}
