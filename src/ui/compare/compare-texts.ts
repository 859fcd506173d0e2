/** Texts of the Compare view. */
import { compare as english } from '../texts/en/compare.ts';
import { lateTexts } from '../texts/late-texts.ts';
import type { Translation } from '../texts/translation.ts';
import { compare as chinese } from '../texts/zh/compare.ts';

export type CompareTexts = Translation<typeof english>;

export const compareTexts = lateTexts<typeof english>(english, chinese);
