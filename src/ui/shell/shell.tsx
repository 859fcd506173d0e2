/** The page: top bar, palette, canvas over dock, inspector. Panels are resizable and remembered. */
import { useEffect } from 'react';
import { ContextMenu } from '../canvas/context-menu.tsx';
import { LevelMenu } from '../canvas/level-menu.tsx';
import { WireMenu } from '../canvas/wire-menu.tsx';
import { useClipboard } from '../clipboard/use-clipboard.ts';
import { useShortcuts } from '../commands/use-shortcuts.ts';
import { DropZone } from '../files/drop-zone.tsx';
import { Inspector } from '../inspector/inspector.tsx';
import { Announcer } from '../keyboard/announcer.tsx';
import { keepFocus } from '../keyboard/keep-focus.ts';
import { LeftPanel } from '../outline/left-panel.tsx';
import { RunNotices } from '../run/run-notices.tsx';
import { useTexts } from '../texts/texts.ts';
import { CanvasRegion } from './canvas-region.tsx';
import { Dock } from './dock.tsx';
import { ElsewhereBar } from './elsewhere-bar.tsx';
import { Panel } from './panel.tsx';
import { PanelBar } from './panel-bar.tsx';
import {
  CommandPalette,
  CompareView,
  ConnectDialog,
  DocumentOfferDialog,
  ForkDialog,
  Gallery,
  ImportReport,
  PortMenu,
  RecentDialog,
  ShareDialog,
  ShortcutSheet,
  StructureDialogs,
  SwapMenu,
  SweepDialog,
  TakeAwayDialog,
  Tour,
} from './parts.ts';
import { ResizeHandle } from './resize-handle.tsx';
import classes from './shell.module.css';
import { TabStrip } from './tab-strip.tsx';
import { TopBar } from './top-bar.tsx';
import { usePanelSize } from './use-panel-size.ts';

/** A good third of a high window and less of a low one: enough to see the samples, and the canvas above them. */
const dockHeight = () => Math.round(Math.min(340, Math.max(160, (window.innerHeight - 240) * 0.4)));

/** A wide window has room for whole expressions and equations. */
const onWide = (wide: number, usual: number) => (window.innerWidth >= 1800 ? wide : usual);

export function Shell() {
  useShortcuts();
  useEffect(keepFocus, []);
  useClipboard();
  const { shell: texts, outline } = useTexts();
  const palette = usePanelSize('palette', onWide(248, 208), 150, 420);
  const inspector = usePanelSize('inspector', onWide(384, 312), 240, 620);
  const dock = usePanelSize('dock', dockHeight(), 96, 720);
  return (
    <div className={classes.page}>
      <a className={classes.skip} href="#canvas">
        {texts.skip}
      </a>
      <TopBar />
      <div className={classes.columns}>
        <Panel
          name="palette"
          label={outline.tabs.label}
          size={palette.size}
          edge={<ResizeHandle panel={palette} axis="x" label={texts.paletteWidth} />}
        >
          <LeftPanel />
        </Panel>
        <div className={classes.centre}>
          <TabStrip />
          <ElsewhereBar />
          <CanvasRegion />
          <Panel
            name="results"
            label={texts.results}
            size={dock.size}
            edge={<ResizeHandle panel={dock} axis="y" isReversed label={texts.dockHeight} />}
          >
            <Dock />
          </Panel>
        </div>
        <Panel
          name="inspector"
          label={texts.inspector}
          size={inspector.size}
          edge={<ResizeHandle panel={inspector} axis="x" isReversed label={texts.inspectorWidth} />}
        >
          <Inspector />
        </Panel>
      </div>
      <PanelBar />
      <Gallery />
      <CommandPalette />
      <ShortcutSheet />
      <ConnectDialog />
      <Announcer />
      <WireMenu />
      <SwapMenu />
      <ContextMenu />
      <DocumentOfferDialog />
      <PortMenu />
      <LevelMenu />
      <ImportReport />
      <RecentDialog />
      <ShareDialog />
      <TakeAwayDialog />
      <ForkDialog />
      <DropZone />
      <Tour />
      <CompareView />
      <RunNotices />
      <StructureDialogs />
      <SweepDialog />
    </div>
  );
}
