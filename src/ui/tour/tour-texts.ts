/** Texts of this part of the page. */
import { tour as english } from '../texts/en/tour.ts';
import { lateTexts } from '../texts/late-texts.ts';
import { tour as chinese } from '../texts/zh/tour.ts';

export const tourTexts = lateTexts(english, chinese);
