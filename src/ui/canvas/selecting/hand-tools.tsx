/** Buttons for how the canvas answers the hand: whether a drag selects, whether cards keep to the grid. */
import { ControlButton } from '@xyflow/react';
import { useSettingsStore } from '../../../store/settings-store.ts';
import { MagnetIcon, MarqueeIcon } from '../../icons.tsx';
import { useTexts } from '../../texts/texts.ts';
import { toggleCanvasSetting } from './canvas-settings.ts';

export function HandTools() {
  const { dragSelects, snapsToGrid } = useSettingsStore((state) => state.canvas);
  const { settings } = useTexts().wiring;
  return (
    <>
      <ControlButton
        title={settings.dragSelects.hint}
        aria-label={settings.dragSelects.label}
        aria-pressed={dragSelects}
        onClick={() => toggleCanvasSetting('dragSelects')}
      >
        <MarqueeIcon />
      </ControlButton>
      <ControlButton
        title={settings.snapsToGrid.hint}
        aria-label={settings.snapsToGrid.label}
        aria-pressed={snapsToGrid}
        onClick={() => toggleCanvasSetting('snapsToGrid')}
      >
        <MagnetIcon />
      </ControlButton>
    </>
  );
}
