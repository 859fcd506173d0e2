/** Settings of the canvas that one press turns over, and what they are now in words. */
import { type Settings, useSettingsStore } from '../../../store/settings-store.ts';
import { announce } from '../../announce.ts';
import { textsNow } from '../../texts/texts.ts';

export function toggleCanvasSetting(name: keyof Settings['canvas']): void {
  const { canvas, setCanvas } = useSettingsStore.getState();
  const isOn = !canvas[name];
  setCanvas({ [name]: isOn });
  announce(textsNow().wiring.settings[name][isOn ? 'on' : 'off']);
}
