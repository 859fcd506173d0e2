/** The control of overlays on the canvas: a menu to choose one, and the legend of the one that is on. */
import { Menu } from '@mantine/core';
import { Panel } from '@xyflow/react';
import type { GraphId } from '../../graph/problem.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { CheckIcon, CrossIcon, OverlayIcon } from '../icons.tsx';
import { useTexts } from '../texts/texts.ts';
import { OverlayLegend } from './overlay-legend.tsx';
import { useOverlayStore } from './overlay-state.ts';
import { LIVE_OVERLAYS, type NumberOverlay, STATIC_OVERLAYS } from './overlay-types.ts';
import classes from './overlays.module.css';
import { stepsOf } from './steps.ts';

export function OverlayPanel({ graphId }: { readonly graphId: GraphId }) {
  const { overlays: t } = useTexts();
  const overlay = useOverlayStore((state) => state.overlay);
  const step = useOverlayStore((state) => state.step);
  const { choose } = useOverlayStore.getState();
  const name = useOverlayName();
  return (
    <Panel position="top-right" className={classes.panel ?? ''}>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <button type="button" className={classes.button} data-on={overlay !== null}>
            <OverlayIcon size={14} />
            {t.button}
          </button>
        </Menu.Target>
        <OverlayMenu overlay={overlay} step={step} />
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
              onClick={() => choose(null)}
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

interface OverlayMenuProps {
  readonly overlay: string | null;
  readonly step: string | null;
}

function OverlayMenu({ overlay, step }: OverlayMenuProps) {
  const { overlays: t } = useTexts();
  const document = useDocumentStore((state) => state.document);
  const { choose, showGradientOf } = useOverlayStore.getState();
  const steps = stepsOf(document);
  const item = (name: NumberOverlay) => (
    <Item key={name} isOn={overlay === name} onClick={() => choose(name)}>
      {t.names[name]}
    </Item>
  );
  return (
    <Menu.Dropdown>
      <Menu.Label>{t.menu}</Menu.Label>
      <Item isOn={overlay === null} onClick={() => choose(null)}>
        {t.none}
      </Item>
      {STATIC_OVERLAYS.map(item)}
      {steps.length > 0 && <Menu.Label>{t.gradientSection}</Menu.Label>}
      {steps.map(({ id, title }) => (
        <Item
          key={id}
          isOn={overlay === 'gradient' && step === id}
          onClick={() => showGradientOf(id)}
        >
          {t.gradientOf(title)}
        </Item>
      ))}
      <Menu.Label>{t.liveSection}</Menu.Label>
      {LIVE_OVERLAYS.map(item)}
    </Menu.Dropdown>
  );
}

interface ItemProps {
  readonly isOn: boolean;
  readonly onClick: () => void;
  readonly children: string;
}

function Item({ isOn, onClick, children }: ItemProps) {
  return (
    <Menu.Item
      role="menuitemradio"
      aria-checked={isOn}
      onClick={onClick}
      rightSection={isOn ? <CheckIcon size={13} /> : null}
    >
      {children}
    </Menu.Item>
  );
}
