/** The field that is asked, as what a sweep can vary; null for fields that it cannot: items of lists, those of several nodes. */
import { useContext } from 'react';
import type { Target } from '../../graph/variants/sweep.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { axisChoices, keyOf } from './axis-choices.ts';
import { FieldPlaceContext, targetOf } from './field-target.ts';

/** Answers when it is called, as a menu opens: it walks the document. */
export function useFindTarget(): () => Target | null {
  const place = useContext(FieldPlaceContext);
  return () => {
    if (!place) return null;
    const target = targetOf(place);
    const key = keyOf(target);
    const { document } = useDocumentStore.getState();
    return axisChoices(document).some((choice) => choice.key === key) ? target : null;
  };
}
