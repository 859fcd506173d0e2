/** Says that another browser tab has the document on show, and what can be done about it. */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { takeOver } from '../../store/document-library.ts';
import { fork } from '../../store/kept-documents.ts';
import { useTabsStore } from '../../store/tabs-store.ts';
import { textsNow, useTexts } from '../texts/texts.ts';
import classes from './tab-strip.module.css';

async function take(id: string): Promise<void> {
  try {
    await takeOver(id);
  } catch (error) {
    notifications.show({
      color: 'red',
      title: textsNow().files.elsewhere.failed,
      message: error instanceof Error ? error.message : String(error),
    });
  }
}

export function ElsewhereBar() {
  const tab = useTabsStore(({ tabs, active }) =>
    tabs.find(({ id, isElsewhere }) => id === active && isElsewhere),
  );
  const texts = useTexts().files.elsewhere;
  if (!tab) return null;
  return (
    <div className={classes.bar} role="status">
      <span>{texts.text(tab.name)}</span>
      <Button size="compact-xs" onClick={() => void take(tab.id)}>
        {texts.takeOver}
      </Button>
      <Button size="compact-xs" variant="default" onClick={() => fork(tab.id)}>
        {texts.copy}
      </Button>
    </div>
  );
}
