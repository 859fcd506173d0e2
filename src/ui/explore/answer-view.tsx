/** An answer of the explorer: its pictures, a bar while the next is on its way, or why there is none. */
import { Alert, Button, Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Pictures } from '../../runtime/explore/requests.ts';
import { sentence } from '../texts/problem-texts.ts';
import classes from './explore.module.css';
import { exploreTexts } from './explore-texts.ts';
import type { Answered } from './use-pictures.ts';

interface AnswerViewProps {
  readonly answered: Answered;
  children(pictures: Pictures): ReactNode;
}

export function AnswerView({ answered, children }: AnswerViewProps) {
  const texts = exploreTexts.use();
  const { pictures, fault, isBusy, again } = answered;
  if (fault !== null) {
    return (
      <Alert color="red" variant="light">
        <div>{sentence(fault)}</div>
        <Button size="compact-xs" variant="default" mt={6} onClick={again}>
          {texts.again}
        </Button>
      </Alert>
    );
  }
  if (!pictures) return isBusy ? <Loader size="sm" aria-label={texts.loading} /> : null;
  return (
    <div className={classes.answer} data-busy={isBusy || undefined} aria-busy={isBusy}>
      {children(pictures)}
    </div>
  );
}
