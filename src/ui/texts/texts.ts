/**
 * The texts of the language on show. Components read them with `useTexts`, everything else with `textsNow`, each
 * time anew: the language may change while the page is open.
 */
import { create } from 'zustand';
import { useSettingsStore } from '../../store/settings-store.ts';
import { english, type Texts } from './english.ts';

export type Language = 'en' | 'zh';

/** Each by its own name, for people who cannot read the one on show. */
export const LANGUAGES: Readonly<Record<Language, string>> = { en: 'English', zh: '简体中文' };

/** As `lang` attributes and `Intl` call it. */
export const tagOf = (language: Language): string => (language === 'zh' ? 'zh-Hans' : 'en');

interface Shown {
  readonly language: Language;
  readonly texts: Texts;
}

const useShown = create<Shown>()(() => ({ language: 'en', texts: english }));

export const useTexts = (): Texts => useShown((state) => state.texts);
export const textsNow = (): Texts => useShown.getState().texts;
export const useLanguage = (): Language => useShown((state) => state.language);
export const languageNow = (): Language => useShown.getState().language;

/** The language of the settings, or of the browser where they leave it open. */
function wished(): Language {
  const { language } = useSettingsStore.getState();
  if (language !== 'auto') return language;
  return globalThis.navigator?.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

async function show(language: Language): Promise<void> {
  const texts = language === 'zh' ? (await import('./chinese.ts')).chinese : english;
  // Chosen anew while it was loading.
  if (language !== wished()) return;
  useShown.setState({ language, texts });
  if (globalThis.document) {
    document.documentElement.lang = tagOf(language);
  }
}

/** Shows the wished language, and from then on follows the settings. English stays where a language cannot be loaded. */
export async function startTexts(): Promise<void> {
  useSettingsStore.subscribe(({ language }, before) => {
    if (language !== before.language) void show(wished()).catch(() => undefined);
  });
  await show(wished()).catch(() => undefined);
}
