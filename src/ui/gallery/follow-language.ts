/** A preset that nobody has touched is shown in the new language; what a person changed or trained stays as it is. */
import { useRunStore } from '../../store/run-store.ts';
import { useTabsStore } from '../../store/tabs-store.ts';

export async function followLanguage(): Promise<void> {
  const { openPreset } = await import('./open-preset.ts');
  const { tabs, active } = useTabsStore.getState();
  const tab = tabs.find(({ id }) => id === active);
  if (tab?.origin.type !== 'preset' || tab.isDirty || useRunStore.getState().hasRun(active)) return;
  openPreset(tab.origin.preset);
}
