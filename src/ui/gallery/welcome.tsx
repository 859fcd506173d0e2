/** The first visit: what is on the page, and four ways to begin. Stands where samples will, until one was taken. */
import { Button, CloseButton, Group, Stack, Text } from '@mantine/core';
import { useDocumentStore } from '../../store/document-store.ts';
import { useSettingsStore } from '../../store/settings-store.ts';
import { newDocument, pickFiles } from '../files/file-actions.ts';
import { usePageStore } from '../page-store.ts';
import { useTexts } from '../texts/texts.ts';
import { startTour } from '../tour/start-tour.ts';
import classes from './gallery.module.css';

const NAME = 'welcome';

export const useWelcome = () => useSettingsStore((state) => !state.closedPanels.includes(NAME));

export const closeWelcome = () => useSettingsStore.getState().setPanelClosed(NAME, true);

export function Welcome() {
  const { welcome: texts } = useTexts().gallery;
  const name = useDocumentStore((state) => state.document.name);
  const isEmpty = useDocumentStore(
    ({ document }) => Object.keys(document.objective.nodes).length === 0,
  );
  const isRunnable = useDocumentStore(({ compilation }) => compilation.program !== null);
  const begin = (act: () => void) => () => {
    closeWelcome();
    act();
  };
  return (
    <section className={classes.welcome} aria-label={texts.title} data-welcome>
      <CloseButton
        className={classes.welcomeClose ?? ''}
        aria-label={texts.dismiss}
        title={texts.dismiss}
        onClick={closeWelcome}
      />
      <Stack align="center" gap={8} ta="center">
        <Text fw={650}>{texts.title}</Text>
        <Text size="sm" c="dimmed" maw={520} style={{ textWrap: 'balance' }}>
          {isEmpty ? texts.textEmpty : isRunnable ? texts.text(name) : texts.textBroken(name)}
        </Text>
        <Group gap="xs" justify="center">
          <Button onClick={begin(startTour)}>
            {texts.tour} · {texts.tourHelp}
          </Button>
          <Button
            variant="default"
            onClick={begin(() => usePageStore.getState().setGalleryOpen(true))}
          >
            {texts.preset}
          </Button>
          <Button variant="default" onClick={begin(newDocument)}>
            {texts.empty}
          </Button>
          <Button variant="default" onClick={begin(() => void pickFiles())}>
            {texts.file}
          </Button>
        </Group>
      </Stack>
    </section>
  );
}
