/** The page: top bar, palette, canvas over dock, inspector. Panels are resizable and remembered. */

import { Canvas } from '../canvas/canvas.tsx';
import { PortMenu } from '../canvas/port-menu.tsx';
import { WireMenu } from '../canvas/wire-menu.tsx';
import { CommandPalette } from '../commands/command-palette.tsx';
import { useShortcuts } from '../commands/use-shortcuts.ts';
import { DropZone } from '../files/drop-zone.tsx';
import { ImportReport } from '../files/import-report.tsx';
import { Gallery } from '../gallery/gallery.tsx';
import { Inspector } from '../inspector/inspector.tsx';
import { Palette } from '../palette/palette.tsx';
import { RunNotices } from '../run/run-notices.tsx';
import { useTexts } from '../texts/texts.ts';
import { Dock } from './dock.tsx';
import { ResizeHandle } from './resize-handle.tsx';
import classes from './shell.module.css';
import { TopBar } from './top-bar.tsx';
import { usePanelSize } from './use-panel-size.ts';

/** A good third of the window: enough to see the samples, and the canvas above them. */
const dockHeight = () => Math.round(Math.min(340, Math.max(160, window.innerHeight * 0.38)));

export function Shell() {
  useShortcuts();
  const texts = useTexts().shell;
  const palette = usePanelSize('palette', 208, 150, 420);
  const inspector = usePanelSize('inspector', 312, 240, 620);
  const dock = usePanelSize('dock', dockHeight(), 96, 720);
  return (
    <div className={classes.page}>
      <a className={classes.skip} href="#canvas">
        {texts.skip}
      </a>
      <TopBar />
      <div className={classes.columns}>
        <aside className={classes.panel} style={{ width: palette.size }} aria-label={texts.palette}>
          <Palette />
        </aside>
        <ResizeHandle panel={palette} axis="x" label={texts.paletteWidth} />
        <div className={classes.centre}>
          <main id="canvas" tabIndex={-1} className={classes.canvas} aria-label={texts.canvas}>
            <Canvas />
          </main>
          <ResizeHandle panel={dock} axis="y" isReversed label={texts.dockHeight} />
          <section
            className={classes.dock}
            style={{ height: dock.size }}
            aria-label={texts.results}
          >
            <Dock />
          </section>
        </div>
        <ResizeHandle panel={inspector} axis="x" isReversed label={texts.inspectorWidth} />
        <aside
          className={classes.panel}
          style={{ width: inspector.size }}
          aria-label={texts.inspector}
        >
          <Inspector />
        </aside>
      </div>
      <Gallery />
      <CommandPalette />
      <WireMenu />
      <PortMenu />
      <ImportReport />
      <DropZone />
      <RunNotices />
    </div>
  );
}
