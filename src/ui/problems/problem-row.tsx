/** One problem as a row. */
import { Button } from '@mantine/core';
import { memo } from 'react';
import type { Problem } from '../../graph/problem.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { ErrorIcon, WarningIcon } from '../icons.tsx';
import { placeName } from '../words.ts';
import classes from './problems.module.css';

export const ProblemRow = memo(function ProblemRow({ problem }: { readonly problem: Problem }) {
  const revealPlace = useCanvasStore((state) => state.revealPlace);
  const dispatch = useDocumentStore((state) => state.dispatch);
  const { severity, where, message, fix } = problem;
  const Icon = severity === 'error' ? ErrorIcon : WarningIcon;
  const content = (
    <>
      <span className={classes.icon} data-severity={severity}>
        <Icon size={15} />
        <span className={classes.hidden}>{severity}</span>
      </span>
      <span className={classes.place}>{placeName(where)}</span>
      <span className={classes.message}>{message}</span>
    </>
  );
  return (
    <li className={classes.row}>
      {where.graph ? (
        <button type="button" className={classes.lead} onClick={() => revealPlace(where)}>
          {content}
        </button>
      ) : (
        <div className={classes.lead}>{content}</div>
      )}
      {fix && (
        <Button size="compact-xs" variant="light" onClick={() => dispatch(fix.edits)}>
          {fix.label}
        </Button>
      )}
    </li>
  );
});
