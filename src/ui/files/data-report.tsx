/** What became of the files of a data set: what was held back, and what was left out and why. */
import { Text } from '@mantine/core';
import type { ImportReport } from '../../data/files/import-types.ts';
import { formatCount } from '../format.ts';

export function DataReport({ report }: { readonly report: ImportReport }) {
  const { heldBack, skippedCount, skipped, notes } = report;
  return (
    <>
      {notes.map((note) => (
        <Text key={note} size="sm">
          {note}
        </Text>
      ))}
      {heldBack > 0 && (
        <Text size="sm" c="dimmed">
          {formatCount(heldBack)} {heldBack === 1 ? 'image' : 'images'} of test and validation sets
          held back.
        </Text>
      )}
      {skippedCount > 0 && (
        <details data-testid="skipped">
          <Text component="summary" size="sm">
            {formatCount(skippedCount)} {skippedCount === 1 ? 'file was' : 'files were'} left out
          </Text>
          <Text component="ul" size="xs" c="dimmed" mah={160} style={{ overflow: 'auto' }}>
            {skipped.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
            {skippedCount > skipped.length && (
              <li>and {formatCount(skippedCount - skipped.length)} more</li>
            )}
          </Text>
        </details>
      )}
    </>
  );
}
