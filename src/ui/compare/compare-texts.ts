/** Texts of the Compare view in the language on show. They come with the view, so that the page starts without them. */
import { compare as english } from '../texts/en/compare.ts';
import { languageNow, useLanguage } from '../texts/texts.ts';
import type { Translation } from '../texts/translation.ts';
import { compare as chinese } from '../texts/zh/compare.ts';

export type CompareTexts = Translation<typeof english>;

export const useCompareTexts = (): CompareTexts => (useLanguage() === 'zh' ? chinese : english);
export const compareTextsNow = (): CompareTexts => (languageNow() === 'zh' ? chinese : english);
