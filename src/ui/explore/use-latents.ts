/** The latents that a mode starts from: the picks, or, where there are none, the first samples of the seed. */
import { useEffect, useMemo, useState } from 'react';
import type { Latent } from '../../runtime/explore/latent.ts';
import { useExploreStore } from '../../store/explore-store.ts';
import { usePictures } from './use-pictures.ts';

/** Null until they are there. */
export function useLatents(most: number, least = 1): readonly Latent[] | null {
  const picks = useExploreStore((state) => state.picks);
  const picked = useMemo(() => picks.slice(0, most).map(({ latent }) => latent), [picks, most]);
  const isShort = picked.length < least;
  const { pictures } = usePictures(
    useMemo(() => (isShort ? ({ type: 'sample', count: most } as const) : null), [isShort, most]),
  );
  const [drawn, setDrawn] = useState<readonly Latent[] | null>(null);
  useEffect(() => {
    if (pictures) setDrawn(pictures.latents);
  }, [pictures]);
  return isShort ? drawn : picked;
}
