/** The one place of the page that speaks to screen readers by itself. */
import { VisuallyHidden } from '@mantine/core';
import { useEffect } from 'react';
import { useAnnouncement } from '../announce.ts';
import { announceChanges } from './announce-changes.ts';

export function Announcer() {
  const { text, count } = useAnnouncement();
  useEffect(announceChanges, []);
  return (
    <VisuallyHidden role="status" aria-live="polite" data-testid="announcer">
      <span key={count}>{text}</span>
    </VisuallyHidden>
  );
}
