/** One problem as a row; pressed, it leads to where it can be mended. */
import { Button } from '@mantine/core';
import { memo } from 'react';
import type { Place, Problem } from '../../graph/problem.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { ErrorIcon, WarningIcon } from '../icons.tsx';
import { usePageStore } from '../page-store.ts';
import { problemText, sentence } from '../texts/problem-texts.ts';
import { useTexts } from '../texts/texts.ts';
import { placeName } from '../words.ts';
import { formOf, placeText } from './place-text.ts';
import classes from './problems.module.css';

/** Where the click leads; null: nowhere on the page. */
function leadTo(where: Place): (() => void) | null {
  const { revealPlace } = useCanvasStore.getState();
  if (where.graph) return () => revealPlace(where);
  const form = formOf(where);
  if (form === 'parameters') return () => usePageStore.getState().setParametersOpen(true);
  // The inspector of the objective has the form of the training.
  return form === 'training' ? () => revealPlace({ graph: 'objective' }) : null;
}

export const ProblemRow = memo(function ProblemRow({ problem }: { readonly problem: Problem }) {
  const dispatch = useDocumentStore((state) => state.dispatch);
  const words = useTexts().results.problems;
  const { severity, where, fix } = problem;
  const place = useDocumentStore((state) => placeText(state.document, where));
  const lead = leadTo(where);
  const Icon = severity === 'error' ? ErrorIcon : WarningIcon;
  const content = (
    <>
      <span className={classes.icon} data-severity={severity}>
        <Icon size={15} />
        <span className={classes.hidden}>{words.severity[severity]}</span>
      </span>
      <span className={classes.place} title={placeName(where)}>
        {place}
      </span>
      <span className={classes.message}>{problemText(problem)}</span>
    </>
  );
  return (
    <li className={classes.row}>
      {lead ? (
        <button type="button" className={classes.lead} onClick={lead}>
          {content}
        </button>
      ) : (
        <div className={classes.lead}>{content}</div>
      )}
      {fix && (
        <Button size="compact-xs" variant="light" onClick={() => dispatch(fix.edits)}>
          {sentence(fix.label)}
        </Button>
      )}
    </li>
  );
});
