/** Texts of this part of the page. */
import { explore as english } from '../texts/en/explore.ts';
import { lateTexts } from '../texts/late-texts.ts';
import { explore as chinese } from '../texts/zh/explore.ts';

export const exploreTexts = lateTexts(english, chinese);
