/** Texts of this part of the page. */
import { library as english } from '../texts/en/library.ts';
import { lateTexts } from '../texts/late-texts.ts';
import { library as chinese } from '../texts/zh/library.ts';

export const libraryTexts = lateTexts(english, chinese);
