/** A notification with a button. */
import { Button, Group, Text } from '@mantine/core';
import { type NotificationData, notifications } from '@mantine/notifications';

interface WithAction extends Omit<NotificationData, 'message'> {
  readonly message: string;
  readonly label: string;
  act(): void;
}

/** Of a document that was closed, to be taken away when it is deleted. */
export const closedNotice = (documentId: string): string => `closed ${documentId}`;

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
