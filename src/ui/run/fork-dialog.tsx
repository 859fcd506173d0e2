/** What a run of the graph on show would keep of a checkpoint, before it begins. */
import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useDocumentStore } from '../../store/document-store.ts';
import { forkRun, type PlannedFork, planRunFork } from '../../store/run-forks.ts';
import { formatCount } from '../format.ts';
import { sentence } from '../texts/problem-texts.ts';
import { useTexts } from '../texts/texts.ts';
import { ForkList } from './fork-list.tsx';
import { useForkDialog } from './fork-store.ts';

export function ForkDialog() {
  const { asked, close } = useForkDialog();
  const texts = useTexts().forks;
  const [plan, setPlan] = useState<PlannedFork | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    if (asked === null) return;
    let isOver = false;
    setPlan(null);
    setFault(null);
    planRunFork(asked.runId, asked.step, useDocumentStore.getState().document).then(
      (planned) => isOver || setPlan(planned),
      (error: Error) => isOver || setFault(sentence(error.message)),
    );
    return () => {
      isOver = true;
    };
  }, [asked]);
  const step = formatCount(asked?.step ?? 0);
  return (
    <Modal
      opened={asked !== null}
      onClose={close}
      size="lg"
      title={texts.title(plan?.parent.name ?? '…', step)}
    >
      {fault !== null && <Text c="red">{fault}</Text>}
      {fault === null && plan === null && (
        <Text size="sm" c="dimmed">
          {texts.reading}
        </Text>
      )}
      {plan && <Question plan={plan} onFault={setFault} />}
    </Modal>
  );
}

function Question({
  plan,
  onFault,
}: {
  readonly plan: PlannedFork;
  readonly onFault: (fault: string) => void;
}) {
  const texts = useTexts().forks;
  const { close } = useForkDialog();
  const [isAsked, setIsAsked] = useState(false);
  const beginButton = useRef<HTMLButtonElement>(null);
  // The dialog opened before there was a question: what had the focus until now is the cross that closes it.
  useEffect(() => beginButton.current?.focus(), []);
  const { parent, step, document, kept, fresh, freshSteps, isAtEnd, isExact } = plan;
  async function begin(): Promise<void> {
    setIsAsked(true);
    try {
      await forkRun(parent.id, step, document);
      close();
    } catch (error) {
      onFault(sentence((error as Error).message));
    }
  }
  return (
    <Stack gap="sm">
      <Text size="sm">{isExact ? texts.exact : texts.help(document.name)}</Text>
      {kept.length === 0 && <Alert color="yellow">{texts.nothingKept}</Alert>}
      {isAtEnd && <Alert color="yellow">{texts.atEnd(formatCount(step))}</Alert>}
      <ForkList kept={kept} fresh={fresh} />
      {freshSteps.length > 0 && (
        <Text size="sm" c="dimmed">
          {texts.freshSteps(freshSteps.join(', '))}
        </Text>
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={close}>
          {texts.cancel}
        </Button>
        <Button
          ref={beginButton}
          data-testid="begin-fork"
          data-autofocus
          loading={isAsked}
          disabled={isAtEnd}
          onClick={() => void begin()}
        >
          {texts.begin}
        </Button>
      </Group>
    </Stack>
  );
}
