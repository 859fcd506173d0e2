/** The left panel: what can be put into the document, and what is in it. */

import type { KeyboardEvent } from 'react';
import { later } from '../later.tsx';
import { Palette } from '../palette/palette.tsx';
import { useTexts } from '../texts/texts.ts';
import classes from './outline.module.css';
import { type LeftTab, setLeftTab, useLeftTab } from './show-outline.ts';

const Outline = later(async () => (await import('./outline.tsx')).Outline);

const TABS: readonly LeftTab[] = ['palette', 'outline'];

export function LeftPanel() {
  const tab = useLeftTab();
  const { tabs: texts } = useTexts().outline;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    const other = tab === 'palette' ? 'outline' : 'palette';
    setLeftTab(other);
    document.getElementById(`tab-${other}`)?.focus();
  };
  return (
    <div className={classes.panel}>
      <div role="tablist" aria-label={texts.label} className={classes.tabs} onKeyDown={onKeyDown}>
        {TABS.map((name) => (
          <button
            key={name}
            id={`tab-${name}`}
            type="button"
            role="tab"
            aria-selected={tab === name}
            aria-controls="left-panel"
            tabIndex={tab === name ? 0 : -1}
            className={classes.tab}
            onClick={() => setLeftTab(name)}
          >
            {texts[name]}
          </button>
        ))}
      </div>
      <div
        id="left-panel"
        role="tabpanel"
        aria-labelledby={`tab-${tab}`}
        className={classes.content}
      >
        {tab === 'palette' ? <Palette /> : <Outline />}
      </div>
    </div>
  );
}
