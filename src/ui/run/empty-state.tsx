/** What a panel shows before it has anything: one line that says what is missing, one that says what to do. */
import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly title: string;
  readonly children: ReactNode;
  /** A button that does it. */
  readonly action?: ReactNode;
}

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <Stack align="center" justify="center" gap={6} h="100%" p="md" ta="center">
      <Text fw={600}>{title}</Text>
      <Text size="sm" c="dimmed" maw={460} style={{ textWrap: 'balance' }}>
        {children}
      </Text>
      {action}
    </Stack>
  );
}
