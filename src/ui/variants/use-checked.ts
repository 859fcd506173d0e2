/** Each of the variants, checked between frames: a large document takes a while to compile dozens of times. */
import { useEffect, useState } from 'react';
import type { Variant } from '../../graph/variants/sweep.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { afterPaint } from '../after-paint.ts';
import { type CheckedVariant, checkVariant } from './check-variants.ts';

const MOST_MS = 12;

interface Checked {
  readonly of: readonly Variant[];
  readonly list: readonly CheckedVariant[];
}

const none: readonly CheckedVariant[] = [];

/** As many as are checked by now, in their order. */
export function useChecked(variants: readonly Variant[]): readonly CheckedVariant[] {
  const [checked, setChecked] = useState<Checked>({ of: [], list: none });
  useEffect(() => {
    let isWanted = true;
    const list: CheckedVariant[] = [];
    const goOn = () => {
      if (!isWanted) return;
      const startedAt = performance.now();
      const { compileOther } = useDocumentStore.getState();
      for (const variant of variants.slice(list.length)) {
        list.push(checkVariant(variant, compileOther));
        if (performance.now() - startedAt > MOST_MS) break;
      }
      setChecked({ of: variants, list: [...list] });
      if (list.length < variants.length) afterPaint(goOn);
    };
    if (variants.length > 0) afterPaint(goOn);
    return () => {
      isWanted = false;
    };
  }, [variants]);
  return checked.of === variants ? checked.list : none;
}
