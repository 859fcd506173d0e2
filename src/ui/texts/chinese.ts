/** All texts of the page in Simplified Chinese; loaded when that is the language. */
import type { Texts } from './english.ts';
import { commands } from './zh/commands.ts';

export const chinese: Texts = { commands };
