/** One notice at a time about what was copied, pasted or swapped: a new one takes the place of the last. */
import { type NotificationData, notifications } from '@mantine/notifications';

let last: string | null = null;

export function tell(notice: Pick<NotificationData, 'color' | 'title' | 'message'>): void {
  if (last !== null) notifications.hide(last);
  // Long enough to read what to do.
  last = notifications.show({ autoClose: 12_000, ...notice });
}
