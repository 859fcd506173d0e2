/** The control of overlays on the canvas: a menu to choose one, and the legend of the one that is on. */
import { Menu } from '@mantine/core';
import { Panel } from '@xyflow/react';
import { useEffect } from 'react';
import type { GraphId } from '../../graph/problem.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { makeRoomForLegend } from '../canvas/look.ts';
import { CrossIcon, OverlayIcon } from '../icons.tsx';
import { later } from '../later.tsx';
import { useTexts } from '../texts/texts.ts';
import { useOverlayStore } from './overlay-state.ts';
import { LIVE_OVERLAYS, NUMBER_OVERLAYS, STATIC_OVERLAYS } from './overlay-types.ts';
import classes from './overlays.module.css';
import { stepsOf } from './steps.ts';

const OverlayLegend = later(async () => (await import('./overlay-legend.tsx')).OverlayLegend);

export function OverlayPanel({ graphId }: { readonly graphId: GraphId }) {
  const { overlays: t } = useTexts();
  const overlay = useOverlayStore((state) => state.overlay);
  const name = useOverlayName();
  useEffect(
    () =>
      useOverlayStore.subscribe((state, before) => {
        if (state.overlay !== null && before.overlay === null) makeRoomForLegend();
      }),
    [],
  );
  return (
    <Panel position="top-right" className={classes.panel ?? ''}>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <button type="button" className={classes.button} data-on={overlay !== null}>
            <OverlayIcon size={14} />
            {t.button}
          </button>
        </Menu.Target>
        <OverlayMenu />
      </Menu>
      {name !== null && (
        <section className={classes.card} aria-label={name}>
          <div className={classes.head}>
            {name}
            <button
              type="button"
              className={classes.close}
              title={t.close}
              aria-label={t.close}
              onClick={() => choose(NONE)}
            >
              <CrossIcon size={12} />
            </button>
          </div>
          <OverlayLegend graphId={graphId} />
        </section>
      )}
    </Panel>
  );
}

function useOverlayName(): string | null {
  const { overlays: t } = useTexts();
  const overlay = useOverlayStore((state) => state.overlay);
  const step = useOverlayStore((state) => state.step);
  const title = useDocumentStore((state) =>
    step === null ? null : (stepsOf(state.document).find(({ id }) => id === step)?.title ?? step),
  );
  if (overlay === 'gradient') return title === null ? null : t.gradientOf(title);
  return overlay === null ? null : t.names[overlay];
}

const NONE = 'none';
const STEP = 'step ';

/** The name of what is on, as the menu has it. */
function useChosen(): string {
  return useOverlayStore(({ overlay, step }) =>
    overlay === 'gradient' ? `${STEP}${step}` : (overlay ?? NONE),
  );
}

function choose(name: string): void {
  const { choose: put, showGradientOf } = useOverlayStore.getState();
  if (name.startsWith(STEP)) showGradientOf(name.slice(STEP.length));
  else put(NUMBER_OVERLAYS.find((one) => one === name) ?? null);
}

function OverlayMenu() {
  const { overlays: t } = useTexts();
  const objective = useDocumentStore((state) => state.document.objective);
  const steps = stepsOf({ objective });
  const item = (value: string, label: string) => (
    <Menu.RadioItem key={value} value={value} closeMenuOnClick>
      {label}
    </Menu.RadioItem>
  );
  return (
    <Menu.Dropdown>
      <Menu.RadioGroup value={useChosen()} onChange={choose}>
        <Menu.Label>{t.menu}</Menu.Label>
        {item(NONE, t.none)}
        {STATIC_OVERLAYS.map((name) => item(name, t.names[name]))}
        {steps.length > 0 && <Menu.Label>{t.gradientSection}</Menu.Label>}
        {steps.map(({ id, title }) => item(`${STEP}${id}`, t.gradientOf(title)))}
        <Menu.Label>{t.liveSection}</Menu.Label>
        {LIVE_OVERLAYS.map((name) => item(name, t.names[name]))}
      </Menu.RadioGroup>
    </Menu.Dropdown>
  );
}
