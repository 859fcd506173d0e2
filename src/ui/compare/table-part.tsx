/** Parameters, cost and results of the compared runs, a column each. */
import { Group, Switch, Text } from '@mantine/core';
import { Fragment, useMemo } from 'react';
import { cellWords, grouped } from '../../compare/cell-words.ts';
import type { ComparedRun } from '../../compare/compared-run.ts';
import { comparisonTable, differencesOnly, type Row } from '../../compare/comparison-table.ts';
import { rowName } from '../../compare/report.ts';
import classes from './compare.module.css';
import { look, useCompareLook } from './compare-look.ts';
import { compareTexts } from './compare-texts.ts';
import { seriesName } from './series-name.ts';
import { Swatch } from './swatch.tsx';

export function TablePart({ runs }: { readonly runs: readonly ComparedRun[] }) {
  const { table: texts, report } = compareTexts.use();
  const isOnly = useCompareLook((state) => state.onlyDifferences);
  const all = useMemo(() => comparisonTable(runs), [runs]);
  const rows = isOnly && runs.length > 1 ? differencesOnly(all) : all;
  return (
    <>
      <Group className={classes.controls}>
        <Switch
          size="xs"
          label={texts.only}
          checked={isOnly}
          onChange={({ currentTarget }) => look({ onlyDifferences: currentTarget.checked })}
        />
      </Group>
      {rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          {texts.none}
        </Text>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys.
        <section className={classes.tableBox} tabIndex={0} aria-label={texts.label}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{report.row}</th>
                {runs.map(({ id, name }, index) => (
                  <th key={id} scope="col" title={name}>
                    <Swatch index={index} />
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <Fragment key={row.key}>
                  {rows[index - 1]?.section !== row.section && (
                    <tr className={classes.section}>
                      <th scope="rowgroup" colSpan={runs.length + 1}>
                        {report.sections[row.section]}
                      </th>
                    </tr>
                  )}
                  <TableRow row={row} />
                </Fragment>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}

function TableRow({ row }: { readonly row: Row }) {
  const { report } = compareTexts.use();
  const name = rowName(row, report, seriesName);
  return (
    <tr className={row.differs ? undefined : classes.same} data-row={row.key}>
      <th scope="row" title={name}>
        {name}
      </th>
      {row.cells.map((cell, index) => {
        const text = cellWords(row, cell);
        const leads = row.leaders.includes(index);
        const step = row.name.type === 'best' && cell?.type === 'number' ? cell.step : undefined;
        return (
          <td key={index} title={leads ? report.leads : undefined}>
            {leads ? <strong>★ {text}</strong> : text}
            {step !== undefined && (
              <span className={classes.cellStep}>{report.atStep(grouped(step))}</span>
            )}
          </td>
        );
      })}
    </tr>
  );
}
