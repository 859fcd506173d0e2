/** Texts of this part of the page. */
import { takeAwayDialog as english } from '../texts/en/take-away-dialog.ts';
import { lateTexts } from '../texts/late-texts.ts';
import { takeAwayDialog as chinese } from '../texts/zh/take-away-dialog.ts';

export const takeAwayTexts = lateTexts(english, chinese);
