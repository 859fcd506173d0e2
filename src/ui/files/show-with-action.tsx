/** A notification with a button. */
import { Button, Group, Text } from '@mantine/core';
import { type NotificationData, notifications } from '@mantine/notifications';
import type { Deletion } from '../../store/deletion.ts';

interface WithAction extends Omit<NotificationData, 'message'> {
  readonly message: string;
  readonly label: string;
  act(): void;
}

/** Of a document that was closed, to be taken away when it is deleted. */
export const closedNotice = (documentId: string): string => `closed ${documentId}`;

/** What was deleted can come back until the notice is gone. `told` acts, and says what fails. */
export function showDeletion(
  { undo, settle }: Deletion,
  told: (act: () => Promise<void>) => Promise<void>,
  words: Pick<WithAction, 'title' | 'message' | 'label'>,
): void {
  showWithAction({
    ...words,
    act: () => void told(undo),
    // Undo closes it, too, and comes just after.
    onClose: () => void setTimeout(() => void told(settle)),
  });
}

export function showWithAction({ message, label, act, ...rest }: WithAction): void {
  const id = rest.id ?? crypto.randomUUID();
  notifications.show({
    autoClose: 10_000,
    ...rest,
    id,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm">{message}</Text>
        <Button
          size="compact-sm"
          variant="light"
          flex="none"
          onClick={() => {
            notifications.hide(id);
            act();
          }}
        >
          {label}
        </Button>
      </Group>
    ),
  });
}
