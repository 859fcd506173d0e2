/** All texts of the page in English, the source of every translation: one file for each area of the page. */
import { commands } from './en/commands.ts';
import type { Translation } from './translation.ts';

export const english = { commands } as const;

/** Every language says this. */
export type Texts = Translation<typeof english>;
