/** How long ago something was, in the largest unit that fits, in the language on show. */
import { languageNow, tagOf } from '../texts/texts.ts';

const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** @param at milliseconds since 1970 */
export function formatAgo(at: number, now = Date.now()): string {
  const words = new Intl.RelativeTimeFormat(tagOf(languageNow()), { numeric: 'auto' });
  const seconds = Math.max(0, (now - at) / 1000);
  const unit = UNITS.find(([, size]) => seconds >= size);
  return unit ? words.format(-Math.floor(seconds / unit[1]), unit[0]) : words.format(0, 'second');
}
