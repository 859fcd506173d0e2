/** What a person may want to know before they change a number: its bounds, its default, how to change it. */
import type { Bounds } from '../../../nodes/fields/meta.ts';
import { formatNumber } from '../../format.ts';
import type { Texts } from '../../texts/english.ts';
import { rangeText } from './fault-text.ts';

interface HintOptions {
  readonly bounds: Bounds;
  readonly initial: unknown;
  readonly isMixed: boolean;
  readonly t: Texts['inspector'];
}

export function hintOf({ bounds, initial, isMixed, t }: HintOptions): string | null {
  const parts = [
    rangeText(bounds, t),
    bounds.integer ? t.whole : null,
    typeof initial === 'number' ? t.defaultIs(formatNumber(initial)) : null,
    isMixed ? t.typeRelative : null,
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(' · ') : null;
}
