/** Tells of trouble in the run: one card each, in a corner, until the person dismisses it. */
import { Affix, Notification, Stack, Text } from '@mantine/core';
import type { TroubleCode } from '../../store/run-state.ts';
import { useRunStore } from '../../store/run-store.ts';

interface NoticeText {
  readonly title: string;
  /** What to do, where the sentence itself cannot know. */
  readonly advice?: string;
}

const texts: Record<TroubleCode, NoticeText> = {
  'not-finite': {
    title: 'Training stopped: a number is no longer finite',
    advice:
      'The last good state is kept. Lower the learning rate, or clip the gradients of the step, and train the changed graph.',
  },
  'device-lost': { title: 'The graphics device went away' },
  storage: {
    title: 'The run could not be stored or read',
    advice:
      'Training can go on, but a reload would lose what is not stored. Where space is short, free some for this site in the browser’s settings.',
  },
  backend: {
    title: 'The backend did not start',
    advice: 'Choose another backend with the badge in the top bar, then press Resume or Train.',
  },
  data: {
    title: 'The data could not be used',
    advice: 'Open the Data panel and choose other data, or go back to the built-in set.',
  },
  internal: { title: 'Something went wrong' },
};

export function RunNotices() {
  const notices = useRunStore((state) => state.notices);
  const dismiss = useRunStore.getState().dismissNotice;
  return (
    <Affix position={{ bottom: 16, right: 16 }} zIndex={400}>
      <Stack gap="xs" w={400} maw="calc(100vw - 32px)" role="status" aria-live="polite">
        {notices.map(({ id, code, message }) => (
          <Notification
            key={id}
            withBorder
            color={code === 'device-lost' ? 'blue' : 'red'}
            title={texts[code].title}
            onClose={() => dismiss(id)}
            closeButtonProps={{ 'aria-label': 'Dismiss' }}
            data-notice={code}
          >
            <Text size="sm" c="var(--mantine-color-text)">
              {message}
            </Text>
            {texts[code].advice && (
              <Text size="xs" mt={4}>
                {texts[code].advice}
              </Text>
            )}
          </Notification>
        ))}
      </Stack>
    </Affix>
  );
}
