/** What is measured of the run in hand: memory beside its estimate, and in mixed precision the scales of losses, live. */
import { Text } from '@mantine/core';
import { useRunStore } from '../../store/run-store.ts';
import { formatBytes, formatCount } from '../format.ts';
import { measured as english } from '../texts/en/measured.ts';
import { lateTexts } from '../texts/late-texts.ts';
import { measured as chinese } from '../texts/zh/measured.ts';

export const measuredTexts = lateTexts(english, chinese);

export function RunMeasures() {
  const texts = measuredTexts.use();
  const measured = useRunStore((state) => state.measured);
  if (!measured) return null;
  const { peakBytes, allBytes, estimatedBytes, lossScales } = measured;
  const estimate = formatBytes(estimatedBytes);
  const lines = [
    peakBytes === null ? texts.estimate(estimate) : texts.memory(formatBytes(peakBytes), estimate),
    ...(allBytes === null ? [] : [texts.inAll(formatBytes(allBytes))]),
    ...lossScales.map(({ node, scale, skipped }) =>
      [
        texts.scale(node, formatCount(scale)),
        ...(skipped > 0 ? [texts.skipped(formatCount(skipped))] : []),
      ].join(' · '),
    ),
  ];
  return (
    <div data-testid="run-measures">
      {lines.map((line) => (
        <Text key={line} size="sm" c="dimmed" style={{ fontVariantNumeric: 'tabular-nums' }}>
          {line}
        </Text>
      ))}
    </div>
  );
}
