/** What became of the files of a data set: what was held back, and what was left out and why. */
import { Text } from '@mantine/core';
import type { ImportReport } from '../../data/files/import-types.ts';
import { formatCount } from '../format.ts';
import { sentence } from '../texts/problem-texts.ts';
import { useTexts } from '../texts/texts.ts';

export function DataReport({ report }: { readonly report: ImportReport }) {
  const { data: texts } = useTexts();
  const { heldBack, skippedCount, skipped, notes } = report;
  return (
    <>
      {notes.map((note) => (
        <Text key={note} size="sm">
          {sentence(note)}
        </Text>
      ))}
      {heldBack > 0 && (
        <Text size="sm" c="dimmed">
          {texts.heldBack(heldBack, formatCount(heldBack))}
        </Text>
      )}
      {skippedCount > 0 && (
        <details data-testid="skipped">
          <Text component="summary" size="sm">
            {texts.leftOut(skippedCount, formatCount(skippedCount))}
          </Text>
          <Text component="ul" size="xs" c="dimmed" mah={160} style={{ overflow: 'auto' }}>
            {skipped.map((each) => (
              <li key={each}>{sentence(each)}</li>
            ))}
            {skippedCount > skipped.length && (
              <li>{texts.more(formatCount(skippedCount - skipped.length))}</li>
            )}
          </Text>
        </details>
      )}
    </>
  );
}
