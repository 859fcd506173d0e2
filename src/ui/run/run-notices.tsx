/** Tells of trouble in the run: one card each, in a corner, until the person dismisses it. */
import { Affix, Notification, Stack, Text } from '@mantine/core';
import { useRunStore } from '../../store/run-store.ts';
import { sentence } from '../texts/problem-texts.ts';
import { useTexts } from '../texts/texts.ts';

export function RunNotices() {
  const notices = useRunStore((state) => state.notices);
  const dismiss = useRunStore.getState().dismissNotice;
  const { notices: texts } = useTexts().run;
  return (
    <Affix position={{ bottom: 16, right: 16 }} zIndex={400}>
      <Stack gap="xs" w={400} maw="calc(100vw - 32px)" role="status" aria-live="polite">
        {notices.map(({ id, code, message }) => (
          <Notification
            key={id}
            withBorder
            color={code === 'device-lost' ? 'blue' : 'red'}
            title={texts.titles[code]}
            onClose={() => dismiss(id)}
            closeButtonProps={{ 'aria-label': texts.dismiss }}
            data-notice={code}
          >
            <Text size="sm" c="var(--mantine-color-text)">
              {sentence(message)}
            </Text>
            {texts.advice[code] && (
              <Text size="xs" mt={4}>
                {texts.advice[code]}
              </Text>
            )}
          </Notification>
        ))}
      </Stack>
    </Affix>
  );
}
