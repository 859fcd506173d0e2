/** The bar at the top: document on the left, training in the middle, backend, files and theme on the right. */
import { Button } from '@mantine/core';
import { useSettingsStore } from '../../store/settings-store.ts';
import { FileMenu } from '../files/file-menu.tsx';
import { GalleryIcon } from '../icons.tsx';
import { usePageStore } from '../page-store.ts';
import { ParametersButton } from '../parameters/parameters-button.tsx';
import { ProfileSelect } from '../parameters/profile-select.tsx';
import { BackendBadge } from '../run/backend-badge.tsx';
import { TrainControls } from '../run/train-controls.tsx';
import { useTexts } from '../texts/texts.ts';
import { Brand } from './brand.tsx';
import { DOCK } from './dock.tsx';
import { DocumentName } from './document-name.tsx';
import { LanguageMenu } from './language-menu.tsx';
import classes from './shell.module.css';
import { ThemeToggle } from './theme-toggle.tsx';
import { UndoButtons } from './undo-buttons.tsx';

const showProblems = () => useSettingsStore.getState().setTab(DOCK, 'problems');

export function TopBar() {
  const texts = useTexts().shell;
  const setGalleryOpen = usePageStore((state) => state.setGalleryOpen);
  return (
    <header className={classes.top}>
      <Brand />
      <div className={classes.rule} />
      <div className={classes.side}>
        <DocumentName />
        <UndoButtons />
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
      <div className={classes.side}>
        <ProfileSelect />
        <ParametersButton />
      </div>
      <div className={classes.spacer} />
      <TrainControls onShowProblems={showProblems} />
      <div className={classes.spacer} />
      <div className={classes.side}>
        <BackendBadge />
        <FileMenu />
        <LanguageMenu />
        <ThemeToggle />
      </div>
    </header>
  );
}
