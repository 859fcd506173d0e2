/** Texts of this part of the page. */
import { groupDialogs as english } from '../texts/en/group-dialogs.ts';
import { lateTexts } from '../texts/late-texts.ts';
import { groupDialogs as chinese } from '../texts/zh/group-dialogs.ts';

export const groupDialogsTexts = lateTexts(english, chinese);
