/** All texts of the page in English, the source of every translation: one file for each area of the page. */
import { badge } from './en/badges.ts';
import { commands } from './en/commands.ts';
import { kinds, phrases } from './en/kinds.ts';
import type { Translation } from './translation.ts';

export const english = { badge, kinds, phrases, commands } as const;

/** Every language says this. */
export type Texts = Translation<typeof english>;
