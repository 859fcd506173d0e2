/** A choice in its list, with what it means. */
import { Text } from '@mantine/core';
import type { Choice } from '../../../nodes/fields/meta.ts';

export function ChoiceOption({ choice }: { readonly choice: Choice | undefined }) {
  return (
    <div>
      <Text size="xs" fw={550}>
        {choice?.label}
      </Text>
      {choice?.help && (
        <Text size="xs" c="dimmed" lh={1.35}>
          {choice.help}
        </Text>
      )}
    </div>
  );
}
