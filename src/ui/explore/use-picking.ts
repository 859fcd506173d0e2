/** How pictures of an answer become picks of the person, and which already are. */
import type { Pictures } from '../../runtime/explore/requests.ts';
import { useExploreStore } from '../../store/explore-store.ts';
import { oneOf } from './tile.tsx';

/** @param offset of the first latent among the pictures */
export function usePicking({ tiles, latents, labels }: Pictures, offset = 0) {
  const picks = useExploreStore((state) => state.picks);
  const pick = useExploreStore((state) => state.pick);
  const at = (index: number) => latents[index - offset];
  return {
    isPressed: (index: number) => picks.some(({ latent }) => latent === at(index)),
    canPick: (index: number) => at(index) !== undefined,
    onPick(index: number) {
      const latent = at(index);
      const label = labels[index - offset] ?? null;
      if (latent) pick({ latent, label, tile: oneOf(tiles, index) });
    },
  };
}
