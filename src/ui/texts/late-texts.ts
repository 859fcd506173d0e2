/** Texts of a part of the page that comes late: they come with it, in both languages, so that the page starts without them. */
import { languageNow, useLanguage } from './texts.ts';
import type { Translation } from './translation.ts';

export interface LateTexts<T> {
  /** For components: they render anew when the language changes. */
  readonly use: () => T;
  readonly now: () => T;
}

export const lateTexts = <const T>(
  english: T,
  chinese: Translation<T>,
): LateTexts<Translation<T>> => ({
  use: () => (useLanguage() === 'zh' ? chinese : (english as Translation<T>)),
  now: () => (languageNow() === 'zh' ? chinese : (english as Translation<T>)),
});
