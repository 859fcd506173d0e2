/** What differs between the graph of a run and that of the baseline: canvas by canvas, both versions on one. */
import { NavLink, Select, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { ComparedRun } from '../../compare/compared-run.ts';
import { SIGNS } from '../../compare/diff-svg.ts';
import { mergedCanvas } from '../../compare/merged-canvas.ts';
import { canvasName } from '../../compare/report.ts';
import { diffDocuments, differsCanvas, differsNode } from '../../graph/diff/diff-documents.ts';
import type { CanvasDiff } from '../../graph/diff/diff-types.ts';
import type { GraphId } from '../../graph/problem.ts';
import { show } from '../../graph/resolve-params.ts';
import { EmptyState } from '../run/empty-state.tsx';
import classes from './compare.module.css';
import { look, useCompareLook } from './compare-look.ts';
import { compareTexts } from './compare-texts.ts';
import { DiffFlow } from './diff-flow.tsx';

interface GraphsPartProps {
  readonly runs: readonly ComparedRun[];
  readonly baseline: number;
}

const idOf = ({ after, before }: CanvasDiff): GraphId => after ?? before ?? 'objective';

export function GraphsPart({ runs, baseline }: GraphsPartProps) {
  const texts = compareTexts.use();
  const chosen = useCompareLook((state) => state.against);
  const canvas = useCompareLook((state) => state.canvas);
  const before = runs[baseline];
  const others = runs.filter((_, index) => index !== baseline);
  const after = others.find(({ id }) => id === chosen) ?? others[0];
  const diff = useMemo(
    () => before && after && diffDocuments(before.document, after.document),
    [before, after],
  );
  const shown =
    diff?.canvases.find((each) => idOf(each) === canvas) ??
    diff?.canvases.find(differsCanvas) ??
    diff?.canvases[0];
  const merged = useMemo(
    () => shown && before && after && mergedCanvas(shown, before.document, after.document),
    [shown, before, after],
  );
  if (!before || !after || !diff || !shown || !merged)
    return <EmptyState title={texts.one}>{''}</EmptyState>;
  const name = canvasName(idOf(shown), texts.report);
  return (
    <div className={classes.graphs}>
      <div className={classes.graphList}>
        <Select
          size="xs"
          label={texts.graphs.against}
          value={after.id}
          allowDeselect={false}
          data={others.map(({ id, name: label }) => ({ value: id, label }))}
          onChange={(against) => look({ against })}
        />
        <nav aria-label={texts.graphs.canvases}>
          {diff.canvases.map((each) => {
            const id = idOf(each);
            const count = changesOf(each);
            return (
              <NavLink
                key={id}
                component="button"
                data-canvas={id}
                active={each === shown}
                aria-current={each === shown || undefined}
                label={canvasName(id, texts.report)}
                description={count > 0 ? texts.graphs.changes(count) : texts.graphs.unchanged}
                onClick={() => look({ canvas: id })}
              />
            );
          })}
        </nav>
        <ul className={classes.key} aria-label={texts.graphs.key}>
          {(['added', 'removed', 'changed', 'indirect'] as const).map((fate) => (
            <li key={fate}>
              <b className={classes.sign} data-fate={fate}>
                {SIGNS[fate]}
              </b>
              {texts.report.fates[fate]}
            </li>
          ))}
        </ul>
        {shown.parameters.length > 0 && (
          <ul className={classes.key} aria-label={texts.graphs.parameters}>
            {shown.parameters.map((change) => (
              <li key={change.name}>
                {change.name} {written(change.before)} → {written(change.after)}
              </li>
            ))}
          </ul>
        )}
        <Text size="xs" c="dimmed" mt="md">
          {texts.graphs.enter}
        </Text>
      </div>
      <DiffFlow
        key={`${before.id} ${after.id} ${idOf(shown)}`}
        canvas={merged}
        label={texts.graphs.label(name, after.name, before.name)}
        onEnter={(id) => {
          if (diff.canvases.some((each) => idOf(each) === id)) look({ canvas: id });
        }}
      />
    </div>
  );
}

const changesOf = ({ nodes, wires, parameters, before, after }: CanvasDiff): number =>
  nodes.filter(differsNode).length +
  wires.filter(({ type }) => type !== 'kept').length +
  parameters.length +
  Number(before === null || after === null);

const written = (value: unknown): string => (value === undefined ? '–' : show(value));
