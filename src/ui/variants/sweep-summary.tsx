/** How many runs these are, how many of them cannot train, and how long they take in all. */
import { Text } from '@mantine/core';
import { formatDuration, formatMs } from '../format.ts';
import { type CheckedVariant, secondsFor, similarRun, type TimedRun } from './check-variants.ts';
import { variantTexts } from './variant-texts.ts';

interface SweepSummaryProps {
  readonly total: number;
  readonly checked: readonly CheckedVariant[];
  readonly timed: readonly TimedRun[];
}

export function SweepSummary({ total, checked, timed }: SweepSummaryProps) {
  const { dialog: texts } = variantTexts.use();
  const wrong = checked.filter(({ errors }) => errors.length > 0).length;
  const parts = [texts.runs(total)];
  if (wrong > 0) parts.push(texts.leftOut(wrong));
  if (checked.length < total) parts.push(texts.checking(checked.length, total));
  else if (wrong < total) parts.push(timeText(checked, timed, texts));
  return (
    <Text size="sm" role="status" aria-live="polite" mih={22} data-testid="sweep-summary">
      {total > 0 && parts.join(' · ')}
    </Text>
  );
}

function timeText(
  checked: readonly CheckedVariant[],
  timed: readonly TimedRun[],
  texts: ReturnType<typeof variantTexts.use>['dialog'],
): string {
  const sound = checked.filter(({ errors }) => errors.length === 0);
  if (sound.some(({ steps }) => steps === null)) return texts.timeByData;
  const [first] = sound;
  const known = first ? similarRun(first.multiplyAdds, timed) : null;
  let sum = 0;
  for (const each of sound) sum += secondsFor(each, timed) ?? Number.NaN;
  return known && !Number.isNaN(sum)
    ? texts.time(formatDuration(sum), known.name, formatMs(known.msPerStep))
    : texts.timeUnknown;
}
