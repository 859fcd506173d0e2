/** The bar at the top: document on the left, training in the middle, backend, files and theme on the right. */
import { ActionIcon, Button, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';

import { FileMenu } from '../files/file-menu.tsx';
import { GalleryIcon, MenuIcon } from '../icons.tsx';
import { showResults } from '../keyboard/panels.ts';
import { usePageStore } from '../page-store.ts';
import { ParametersButton } from '../parameters/parameters-button.tsx';
import { ProfileSelect } from '../parameters/profile-select.tsx';
import { BackendBadge } from '../run/backend-badge.tsx';
import { TrainControls } from '../run/train-controls.tsx';
import { useTexts } from '../texts/texts.ts';
import { Brand } from './brand.tsx';
import { DocumentName } from './document-name.tsx';
import { LanguageMenu } from './language-menu.tsx';
import { usePanelOpen } from './panel.tsx';
import classes from './shell.module.css';
import { ThemeToggle } from './theme-toggle.tsx';
import { UndoButtons } from './undo-buttons.tsx';

const showProblems = () => showResults('problems');

export function TopBar() {
  const { shell: texts, keyboard } = useTexts();
  const setGalleryOpen = usePageStore((state) => state.setGalleryOpen);
  const { isNarrow } = usePanelOpen('palette');
  const [isMore, setMore] = useState(false);
  return (
    <header className={classes.top} data-narrow={isNarrow || undefined} data-more={isMore}>
      <VisuallyHidden component="h1">{keyboard.heading}</VisuallyHidden>
      <Brand />
      <div className={classes.rule} />
      <div className={classes.side}>
        <UndoButtons />
      </div>
      <div className={classes.side} data-secondary>
        <DocumentName />
        <Button
          variant="default"
          aria-label={texts.presets}
          leftSection={<GalleryIcon size={14} />}
          onClick={() => setGalleryOpen(true)}
        >
          <span className={classes.wide}>{texts.presets}</span>
        </Button>
      </div>
      <div className={classes.rule} />
      <div className={classes.side} data-secondary>
        <ProfileSelect />
        <ParametersButton />
      </div>
      <div className={classes.spacer} />
      <TrainControls onShowProblems={showProblems} />
      <div className={classes.spacer} />
      <div className={classes.side} data-secondary>
        <BackendBadge />
        <LanguageMenu />
        <ThemeToggle />
      </div>
      <div className={classes.side}>
        <FileMenu />
        {isNarrow && (
          <ActionIcon
            aria-label={keyboard.more}
            aria-expanded={isMore}
            onClick={() => setMore(!isMore)}
          >
            <MenuIcon />
          </ActionIcon>
        )}
      </div>
      <div id="popups" className={classes.popups} />
    </header>
  );
}
