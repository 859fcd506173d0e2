/** The samples that a mode starts from: the picks, or, where there are none, the first samples of the seed. */
import { useMemo } from 'react';
import type { Latent } from '../../runtime/explore/latent.ts';
import type { Labels } from '../../runtime/explore/requests.ts';
import { useExploreStore } from '../../store/explore-store.ts';
import { type Answered, usePictures } from './use-pictures.ts';

interface Points {
  readonly latents: readonly Latent[];
  readonly labels: Labels;
}

/** `points` is null until they are there; `drawing` says why not. */
export function useLatents(
  most: number,
  least = 1,
): { readonly points: Points | null; readonly drawing: Answered } {
  const picks = useExploreStore((state) => state.picks);
  const picked = useMemo(() => {
    const some = picks.slice(0, most);
    return { latents: some.map(({ latent }) => latent), labels: some.map(({ label }) => label) };
  }, [picks, most]);
  const isShort = picked.latents.length < least;
  const drawing = usePictures(
    useMemo(() => (isShort ? ({ type: 'sample', count: most } as const) : null), [isShort, most]),
  );
  return { points: isShort ? drawing.pictures : picked, drawing };
}
