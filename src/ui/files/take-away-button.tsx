/** Opens the dialog of all forms in which a stored run can leave. */
import { Button } from '@mantine/core';
import { useTexts } from '../texts/texts.ts';
import { useTakeAwayDialog } from './take-away-store.ts';

export function TakeAwayButton({ runId }: { readonly runId: string }) {
  const texts = useTexts().takeAway.picture;
  return (
    <Button
      size="compact-xs"
      variant="default"
      onClick={() => useTakeAwayDialog.getState().open(runId)}
    >
      {texts.run}
    </Button>
  );
}
