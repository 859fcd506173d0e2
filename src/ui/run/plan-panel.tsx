/** The Plan panel: what one training step does, printed, beside what the networks cost. */
import { ActionIcon, CopyButton, Table, Text, Tooltip } from '@mantine/core';
import { useMemo } from 'react';
import type { Summary } from '../../compiler/compile-types.ts';
import { printProgram } from '../../compiler/print.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { formatCount, shortCount } from '../format.ts';
import { useTexts } from '../texts/texts.ts';
import { EmptyState } from './empty-state.tsx';
import { CheckIcon, CopyIcon } from './icons.tsx';
import { usePlanMemory } from './memory-about.tsx';
import classes from './plan.module.css';

export function PlanPanel() {
  const {
    results: { plan: texts },
    printedPlan,
  } = useTexts();
  const program = useDocumentStore((state) => state.compilation.program);
  const summary = useDocumentStore((state) => state.compilation.summary);
  const text = useMemo(
    () => (program ? printProgram(program, printedPlan) : ''),
    [program, printedPlan],
  );
  if (!program) {
    return <EmptyState title={texts.none}>{texts.noneYet}</EmptyState>;
  }
  return (
    <div className={classes.panel}>
      <div className={classes.printed}>
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Tooltip label={copied ? texts.copied : texts.copy}>
              <ActionIcon
                className={classes.copy}
                variant="default"
                aria-label={texts.copy}
                onClick={copy}
              >
                {copied ? <CheckIcon /> : <CopyIcon />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
        <section
          className={classes.text}
          // A region that scrolls must be reachable by keyboard.
          // biome-ignore lint/a11y/noNoninteractiveTabindex: see above.
          tabIndex={0}
          aria-label={texts.printed}
        >
          <pre>{text}</pre>
        </section>
      </div>
      {summary && <SummaryTable summary={summary} />}
    </div>
  );
}

function SummaryTable({ summary }: { readonly summary: Summary }) {
  const texts = useTexts().results.plan;
  const memory = usePlanMemory();
  const networks = Object.entries(summary.networks);
  const total = networks.reduce((sum, [, { trainable }]) => sum + trainable, 0);
  return (
    // Scrolls where the dock is low.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <aside className={classes.summary} aria-label={texts.costs} tabIndex={0}>
      <Table fz="xs" verticalSpacing={4} horizontalSpacing="xs" className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{texts.network}</Table.Th>
            <Table.Th ta="right">{texts.parameters}</Table.Th>
            <Table.Th ta="right">{texts.statistics}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {networks.map(([name, { trainable, nonTrainable }]) => (
            <Table.Tr key={name}>
              <Table.Td>{name}</Table.Td>
              <Table.Td ta="right">{formatCount(trainable)}</Table.Td>
              <Table.Td ta="right">{formatCount(nonTrainable)}</Table.Td>
            </Table.Tr>
          ))}
          <Table.Tr fw={600}>
            <Table.Td>{texts.all}</Table.Td>
            <Table.Td ta="right">{formatCount(total)}</Table.Td>
            <Table.Td />
          </Table.Tr>
        </Table.Tbody>
      </Table>
      <Table fz="xs" verticalSpacing={4} horizontalSpacing="xs" className={classes.table} mt="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{texts.step}</Table.Th>
            <Table.Th>{texts.trains}</Table.Th>
            <Table.Th ta="right">{texts.multiplyAdds}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {summary.phases.map(({ node, trains, multiplyAdds }) => (
            <Table.Tr key={node}>
              <Table.Td>{node}</Table.Td>
              <Table.Td>{trains.join(', ')}</Table.Td>
              <Table.Td ta="right">{shortCount(multiplyAdds)}</Table.Td>
            </Table.Tr>
          ))}
          <Table.Tr fw={600}>
            <Table.Td>{texts.all}</Table.Td>
            <Table.Td />
            <Table.Td ta="right">{shortCount(summary.multiplyAddsPerStep)}</Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </Table>
      <Text size="xs" mt="sm" px="xs">
        {memory}
      </Text>
    </aside>
  );
}
