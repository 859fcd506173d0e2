/** Train · Pause · Resume · Step · Stop, and how far the run is. */
import { Button, Group } from '@mantine/core';

export interface TrainControlsProps {
  /** Brings the Problems panel to the front. */
  readonly onShowProblems?: () => void;
}

export function TrainControls(_props: TrainControlsProps) {
  return (
    <Group gap="xs" wrap="nowrap">
      <Button size="xs" disabled>
        Train
      </Button>
    </Group>
  );
}
