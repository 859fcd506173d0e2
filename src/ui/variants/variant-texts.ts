/** Texts of this part of the page. */
import { variants as english } from '../texts/en/variants.ts';
import { lateTexts } from '../texts/late-texts.ts';
import { variants as chinese } from '../texts/zh/variants.ts';

export const variantTexts = lateTexts(english, chinese);
