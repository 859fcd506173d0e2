/** What the classes of the explored run are called: as its data names them, else by number. */
import { useMemo } from 'react';
import { useExploreStore } from '../../store/explore-store.ts';
import { exploreTexts } from './explore-texts.ts';

export interface Classes {
  /** By class: its name, or its number. */
  readonly names: readonly string[];
  /** As it stands for itself: a bare number needs a word. */
  title(label: number): string;
}

export function useClasses(count: number): Classes {
  const texts = exploreTexts.use().classes;
  const named = useExploreStore(({ opened }) =>
    opened.type === 'open' ? opened.classNames.find(({ length }) => length === count) : undefined,
  );
  return useMemo(() => {
    const names = named ?? Array.from({ length: count }, (_, label) => String(label));
    const title = (label: number) => {
      const name = names[label] ?? String(label);
      return name === String(label) ? texts.one(label) : name;
    };
    return { names, title };
  }, [named, count, texts]);
}

/** For a select: labels are its values. */
export const classChoices = ({ names }: Classes) =>
  names.map((label, value) => ({ value: String(value), label }));
