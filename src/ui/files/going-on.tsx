/** Work that takes a while, as a notification: how far it is, a button that cancels it, how it ended. */
import { Button, Group, Progress, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { formatPercent } from '../format.ts';
import { sentence } from '../texts/problem-texts.ts';
import { textsNow } from '../texts/texts.ts';

export interface Ending {
  readonly title: string;
  readonly message: string;
}

export interface Work {
  readonly going: string;
  readonly failed: string;
  readonly cancelled: string;
  act(ask: {
    readonly signal: AbortSignal;
    readonly onProgress: (done: number, total: number) => void;
  }): Promise<Ending>;
}

export async function showGoing({ going, failed, cancelled, act }: Work): Promise<void> {
  const { signal, cancel } = cancelling();
  const line = (share: number | null) => <Going share={share} onCancel={cancel} />;
  const id = notifications.show({
    ...{ loading: true, autoClose: false, withCloseButton: false },
    ...{ title: going, message: line(null) },
  });
  const end = (
    ending: Ending,
    rest: { readonly color?: string; readonly autoClose: number | false },
  ): void => {
    notifications.update({ id, loading: false, withCloseButton: true, ...ending, ...rest });
  };
  try {
    const onProgress = (done: number, total: number): void => {
      notifications.update({ id, message: line(total > 0 ? done / total : null) });
    };
    end(await act({ signal, onProgress }), { autoClose: 8_000 });
  } catch (error) {
    if (signal.aborted) return end({ title: cancelled, message: '' }, { autoClose: 5_000 });
    const message = sentence(error instanceof Error ? error.message : String(error));
    end({ title: failed, message }, { autoClose: false, color: 'red' });
  }
}

function cancelling() {
  const controller = new AbortController();
  return { signal: controller.signal, cancel: () => controller.abort() };
}

function Going({ share, onCancel }: { readonly share: number | null; onCancel(): void }) {
  const texts = textsNow().takeAway;
  return (
    <Group wrap="nowrap" gap="sm">
      {share === null ? (
        <span style={{ flex: 1 }} />
      ) : (
        <>
          <Progress value={share * 100} flex={1} size="sm" aria-hidden />
          <Text size="xs" c="dimmed" w={40} ta="end">
            {formatPercent(share)}
          </Text>
        </>
      )}
      <Button size="compact-xs" variant="default" onClick={onCancel}>
        {texts.cancel}
      </Button>
    </Group>
  );
}
