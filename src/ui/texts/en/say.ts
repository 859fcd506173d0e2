/** Sentences that are made far from the page are English already. */
import type { Say } from '../sentences.ts';

export const say: Say = (english) => english;
