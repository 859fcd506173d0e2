/** Texts of this part of the page. */
import { recentDialog as english } from '../texts/en/recent-dialog.ts';
import { lateTexts } from '../texts/late-texts.ts';
import { recentDialog as chinese } from '../texts/zh/recent-dialog.ts';

export const recentDialogTexts = lateTexts(english, chinese);
