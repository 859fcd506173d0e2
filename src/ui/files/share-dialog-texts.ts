/** Texts of this part of the page. */
import { shareDialog as english } from '../texts/en/share-dialog.ts';
import { lateTexts } from '../texts/late-texts.ts';
import { shareDialog as chinese } from '../texts/zh/share-dialog.ts';

export const shareDialogTexts = lateTexts(english, chinese);
