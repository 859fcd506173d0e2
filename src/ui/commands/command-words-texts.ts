/** Texts of this part of the page. */
import { commandWords as english } from '../texts/en/command-words.ts';
import { lateTexts } from '../texts/late-texts.ts';
import { commandWords as chinese } from '../texts/zh/command-words.ts';

export const commandWordsTexts = lateTexts(english, chinese);
