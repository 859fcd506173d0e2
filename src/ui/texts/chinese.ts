/** All texts of the page in Simplified Chinese; loaded when that is the language. */
import type { Texts } from './english.ts';
import { badge } from './zh/badges.ts';
import { commands } from './zh/commands.ts';
import { kinds } from './zh/kinds.ts';
import { phrases } from './zh/phrases.ts';

export const chinese: Texts = { badge, kinds, phrases, commands };
