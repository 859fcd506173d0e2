/** The backend in use, with the name of its device. */
import { Badge } from '@mantine/core';

export function BackendBadge() {
  return <Badge variant="default">auto</Badge>;
}
