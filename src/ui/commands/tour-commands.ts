/** Commands of a first visit: the tour, and the language. */
import { useSettingsStore } from '../../store/settings-store.ts';
import { languageNow } from '../texts/texts.ts';
import { showTour } from '../tour/start-tour.ts';
import type { Command } from './command.ts';

export const tourCommands: readonly Command[] = [
  { id: 'tour', group: 'help', run: showTour },
  {
    id: 'language',
    group: 'view',
    run: () => useSettingsStore.getState().setLanguage(languageNow() === 'zh' ? 'en' : 'zh'),
  },
];
