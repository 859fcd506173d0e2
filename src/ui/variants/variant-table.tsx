/** The runs of a sweep before they train: their values, size, length and time, and which of them cannot. */
import { ScrollArea, Table, Text, Tooltip } from '@mantine/core';
import type { Variant } from '../../graph/variants/sweep.ts';
import { formatCount, formatDuration, shortCount } from '../format.ts';
import { problemText } from '../texts/problem-texts.ts';
import type { AxisChoice } from './axis-choices.ts';
import { axisLabel, valueText } from './axis-words.ts';
import { type CheckedVariant, secondsFor, type TimedRun } from './check-variants.ts';
import { variantTexts } from './variant-texts.ts';
import classes from './variants.module.css';

interface VariantTableProps {
  readonly axes: readonly AxisChoice[];
  readonly variants: readonly Variant[];
  /** Of the first of them. */
  readonly checked: readonly CheckedVariant[];
  readonly timed: readonly TimedRun[];
}

export function VariantTable({ axes, variants, checked, timed }: VariantTableProps) {
  const { table: texts } = variantTexts.use().dialog;
  if (variants.length === 0) return null;
  return (
    <ScrollArea.Autosize mah={240} viewportProps={{ tabIndex: 0, 'aria-label': texts.label }}>
      <Table stickyHeader className={classes.table} aria-label={texts.label}>
        <Table.Thead>
          <Table.Tr>
            {axes.map((axis) => (
              <Table.Th key={axis.key}>{axisLabel(axis)}</Table.Th>
            ))}
            <Table.Th ta="right">{texts.parameters}</Table.Th>
            <Table.Th ta="right">{texts.cost}</Table.Th>
            <Table.Th ta="right">{texts.steps}</Table.Th>
            <Table.Th ta="right">{texts.time}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {variants.map((variant, at) => (
            <Table.Tr key={variant.name} data-sweep={variant.name}>
              {variant.values.map(({ value }, i) => {
                const axis = axes[i];
                return <Table.Td key={axis?.key}>{axis && valueText(value, axis)}</Table.Td>;
              })}
              <Facts checked={checked[at]} timed={timed} />
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}

interface FactsProps {
  readonly checked: CheckedVariant | undefined;
  readonly timed: readonly TimedRun[];
}

function Facts({ checked, timed }: FactsProps) {
  const { table: texts } = variantTexts.use().dialog;
  if (!checked) return <Table.Td colSpan={4} />;
  const [first] = checked.errors;
  if (first) {
    return (
      <Table.Td colSpan={4}>
        <Tooltip label={problemText(first)} multiline maw={420}>
          <Text size="xs" c="var(--gv-error)" truncate maw={420} data-problem>
            {texts.problems(checked.errors.length)}: {problemText(first)}
          </Text>
        </Tooltip>
      </Table.Td>
    );
  }
  const seconds = secondsFor(checked, timed);
  return (
    <>
      <Table.Td ta="right">{shortCount(checked.parameters)}</Table.Td>
      <Table.Td ta="right">{shortCount(checked.multiplyAdds)}</Table.Td>
      <Table.Td ta="right">
        {checked.steps === null ? texts.epochs : formatCount(checked.steps)}
      </Table.Td>
      <Table.Td ta="right">{seconds === null ? texts.unknown : formatDuration(seconds)}</Table.Td>
    </>
  );
}
