/** One finding: what was seen and what to try; pressed, it leads to the node. */
import { CloseButton } from '@mantine/core';
import { memo } from 'react';
import type { RunFinding } from '../../../graph-schemas/run-record.ts';
import { graphOf } from '../../graph/graph-of.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { formatCount } from '../format.ts';
import { placeText } from '../problems/place-text.ts';
import { sentence } from '../texts/problem-texts.ts';
import { useTexts } from '../texts/texts.ts';
import classes from './health.module.css';
import { HealthIcon } from './health-icon.tsx';

interface FindingRowProps {
  readonly finding: RunFinding;
  readonly onDismiss: () => void;
}

export const FindingRow = memo(function FindingRow({ finding, onDismiss }: FindingRowProps) {
  const texts = useTexts().health;
  const { code, place, since, message, advice } = finding;
  const name = useDocumentStore(({ document }) => place && placeText(document, place));
  // The document may have changed since the run began.
  const isThere = useDocumentStore(
    ({ document }) =>
      place !== null && graphOf(document, place.graph)?.nodes[place.node] !== undefined,
  );
  const content = (
    <>
      <span className={classes.icon}>
        <HealthIcon size={15} />
      </span>
      <span className={classes.place}>
        {name ?? texts.run}
        <span className={classes.since}>{texts.since(formatCount(since))}</span>
      </span>
      <span className={classes.words}>
        {sentence(message)} <span className={classes.advice}>{sentence(advice)}</span>
      </span>
    </>
  );
  return (
    <li className={classes.row} data-finding={code}>
      {place && isThere ? (
        <button
          type="button"
          className={classes.lead}
          onClick={() => useCanvasStore.getState().revealPlace(place)}
        >
          {content}
        </button>
      ) : (
        <div className={classes.lead}>{content}</div>
      )}
      <CloseButton size="sm" aria-label={texts.dismiss} title={texts.dismiss} onClick={onDismiss} />
    </li>
  );
});
