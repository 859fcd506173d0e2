/** The Compare view: up to eight runs over the whole page; curves, samples, table and graphs in tabs. Escape closes it. */
import { Alert, Button, Group, Loader, Modal, Tabs, Text } from '@mantine/core';
import { useDeferredValue, useMemo } from 'react';
import type { ComparedRun } from '../../compare/compared-run.ts';
import { EmptyState } from '../run/empty-state.tsx';
import { sentence } from '../texts/problem-texts.ts';
import classes from './compare.module.css';
import { COMPARE_TABS, type CompareTab, look, useCompareLook } from './compare-look.ts';
import { closeCompare, useCompareStore } from './compare-store.ts';
import { type CompareTexts, compareTexts } from './compare-texts.ts';
import { CurvesPart } from './curves-part.tsx';
import { ExportMenu } from './export-menu.tsx';
import { GraphsPart } from './graphs-part.tsx';
import type { Missing } from './load-compared.ts';
import { RunsBar } from './runs-bar.tsx';
import { SamplesPart } from './samples-part.tsx';
import { sentencesOf } from './sentences-of.ts';
import { Swatch } from './swatch.tsx';
import { TablePart } from './table-part.tsx';
import { useCompared } from './use-compared.ts';

export function CompareView() {
  const isOpen = useCompareStore((state) => state.isOpen);
  const texts = compareTexts.use();
  return (
    <Modal
      opened={isOpen}
      onClose={closeCompare}
      title={texts.title}
      fullScreen
      closeButtonProps={{ 'aria-label': texts.close }}
      classNames={{ content: classes.content ?? '', body: classes.body ?? '' }}
      transitionProps={{ duration: 0 }}
    >
      <Comparison />
    </Modal>
  );
}

function Comparison() {
  const texts = compareTexts.use();
  const { compared, again } = useCompared();
  const chosen = useCompareStore((state) => state.baseline);
  switch (compared.type) {
    case 'loading':
      return (
        <Group justify="center" p="xl" role="status">
          <Loader size="sm" />
          <Text size="sm">{texts.loading}</Text>
        </Group>
      );
    case 'failed':
      return (
        <Alert color="red" role="alert">
          <Text size="sm" mb="sm">
            {texts.failed(sentence(compared.reason))}
          </Text>
          <Button size="compact-sm" variant="default" onClick={again}>
            {texts.again}
          </Button>
        </Alert>
      );
    case 'ready': {
      const { runs, told, missing } = compared;
      const baseline = Math.max(
        0,
        runs.findIndex(({ id }) => id === chosen),
      );
      return (
        <>
          <Group align="flex-start" justify="space-between" wrap="nowrap">
            <RunsBar runs={runs} baseline={baseline} />
            {runs.length > 0 && (
              <ExportMenu runs={told} isReady={told !== runs} baseline={baseline} />
            )}
          </Group>
          {missing.length > 0 && <MissingRuns missing={missing} onAgain={again} texts={texts} />}
          {runs.length === 0 ? (
            <EmptyState title={texts.none}>{texts.noneYet}</EmptyState>
          ) : (
            <Parts runs={runs} told={told} baseline={baseline} texts={texts} />
          )}
        </>
      );
    }
    default:
      return compared satisfies never;
  }
}

interface MissingRunsProps {
  readonly missing: readonly Missing[];
  readonly onAgain: () => void;
  readonly texts: CompareTexts;
}

function MissingRuns({ missing, onAgain, texts }: MissingRunsProps) {
  return (
    <Alert color="yellow" role="status" mt="xs" p="xs">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          {missing.map(({ id, name, reason }) => (
            <Text key={id} size="sm">
              {reason === null ? texts.gone(name) : texts.unreadable(name, sentence(reason))}
            </Text>
          ))}
        </div>
        {missing.some(({ reason }) => reason !== null) && (
          <Button size="compact-xs" variant="default" onClick={onAgain}>
            {texts.again}
          </Button>
        )}
      </Group>
    </Alert>
  );
}

interface SentencesProps {
  readonly runs: readonly ComparedRun[];
  readonly baseline: number;
  readonly texts: CompareTexts;
}

interface PartsProps extends SentencesProps {
  readonly told: readonly ComparedRun[];
}

function Parts({ runs, told, baseline, texts }: PartsProps) {
  const tab = useCompareLook((state) => state.tab);
  return (
    <>
      <Sentences runs={runs} baseline={baseline} texts={texts} />
      <Tabs
        className={classes.tabs ?? ''}
        value={tab}
        onChange={(value) => {
          const next = COMPARE_TABS.find((each) => each === value);
          if (next) look({ tab: next });
        }}
        keepMounted={false}
      >
        <Tabs.List aria-label={texts.tabs.label}>
          {COMPARE_TABS.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {texts.tabs[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {COMPARE_TABS.map((each) => (
          <Tabs.Panel key={each} value={each} className={classes.part ?? ''}>
            {each === tab && part(each, runs, told, baseline)}
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}

function part(
  tab: CompareTab,
  runs: readonly ComparedRun[],
  told: readonly ComparedRun[],
  baseline: number,
) {
  switch (tab) {
    case 'curves':
      return <CurvesPart runs={runs} told={told} />;
    case 'samples':
      return <SamplesPart runs={runs} />;
    case 'table':
      return <TablePart runs={told} />;
    case 'graphs':
      return <GraphsPart runs={runs} baseline={baseline} />;
    default:
      return tab satisfies never;
  }
}

const NO_RUNS: readonly ComparedRun[] = [];

function Sentences({ runs, baseline, texts }: SentencesProps) {
  // The curves are there first.
  const drawn = useDeferredValue(runs, NO_RUNS);
  // They are made in the language on show.
  const sentences = useMemo(() => sentencesOf(drawn, baseline), [drawn, baseline, texts]);
  if (runs.length < 2)
    return (
      <Text size="sm" c="dimmed" my="xs">
        {texts.one}
      </Text>
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys.
    <ul className={classes.sentences} aria-label={texts.differences} tabIndex={0}>
      {runs.map(({ id }, index) =>
        index === baseline ? null : (
          <li key={id}>
            <Swatch index={index} />
            <span>{sentences[index]}</span>
          </li>
        ),
      )}
    </ul>
  );
}
