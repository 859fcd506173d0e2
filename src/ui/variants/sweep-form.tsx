/** What varies, over which values, for how many steps; and what would come of it: each run, its size and its time. */
import { Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { Target } from '../../graph/variants/sweep.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { PlusIcon } from '../icons.tsx';
import { sentence } from '../texts/problem-texts.ts';
import { type AxisChoice, axisChoices, keyOf } from './axis-choices.ts';
import { type AxisDraft, draftOf } from './axis-draft.ts';
import { AxisEditor } from './axis-editor.tsx';
import type { TimedRun } from './check-variants.ts';
import { type PlanFault, planSweep } from './plan-sweep.ts';
import { queueVariants } from './queue-variants.ts';
import { SweepSummary } from './sweep-summary.tsx';
import { timedRuns } from './timed-runs.ts';
import { useChecked } from './use-checked.ts';
import { VariantTable } from './variant-table.tsx';
import { variantTexts } from './variant-texts.ts';
import classes from './variants.module.css';

interface SweepFormProps {
  readonly target: Target | null;
  readonly onDone: () => void;
}

export function SweepForm({ target, onDone }: SweepFormProps) {
  const { dialog: texts } = variantTexts.use();
  // The document may go on changing behind the dialog, as another tab hands it over: what is asked about stays.
  const [document] = useState(() => useDocumentStore.getState().document);
  const choices = useMemo(() => axisChoices(document), [document]);
  const [drafts, setDrafts] = useState<readonly AxisDraft[]>(() => [firstDraft(choices, target)]);
  const [steps, setSteps] = useState<number | string>('');
  const [timed, setTimed] = useState<readonly TimedRun[]>([]);
  const [fault, setFault] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);
  useEffect(() => void timedRuns().then(setTimed), []);

  const wanted = typeof steps === 'number' ? steps : null;
  const isWrongLength = wanted !== null && !(Number.isInteger(wanted) && wanted >= 1);
  const plan = useMemo(
    () => planSweep(document, choices, drafts, isWrongLength ? null : wanted),
    [document, choices, drafts, wanted, isWrongLength],
  );
  const checked = useChecked(plan.variants);
  const sound = checked.filter(({ errors }) => errors.length === 0);
  const isChecked = plan.variants.length > 0 && checked.length === plan.variants.length;
  const canAdd = isChecked && sound.length > 0 && !isWrongLength && !isAdding;

  const change = (at: number, next: AxisDraft) =>
    setDrafts(drafts.map((draft, i) => (i === at ? next : draft)));

  async function add(isToTrain: boolean): Promise<void> {
    setAdding(true);
    setFault(null);
    try {
      await queueVariants(document, sound, isToTrain);
      onDone();
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
      setAdding(false);
    }
  }

  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {texts.lead(document.name)}
      </Text>
      {plan.axes.map(({ choice, draft, values }, at) => (
        <AxisEditor
          key={at}
          {...{ number: at + 1, choices, choice, draft, values }}
          onChange={(next) => change(at, next)}
          onRemove={
            drafts.length > 1 ? () => setDrafts(drafts.filter((_, i) => i !== at)) : undefined
          }
        />
      ))}
      <Group justify="space-between" align="end">
        <Button
          variant="default"
          leftSection={<PlusIcon size={13} />}
          disabled={drafts.length > 1}
          onClick={() => setDrafts([...drafts, secondDraft(choices, drafts)])}
        >
          {texts.second}
        </Button>
        <NumberInput
          label={texts.steps}
          placeholder={texts.stepsHelp}
          value={steps}
          min={1}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          w={190}
          error={isWrongLength && texts.faults.steps}
          onChange={setSteps}
        />
      </Group>
      {plan.fault && plan.fault.type !== 'axis' && (
        <Text size="sm" c="var(--gv-error)" role="alert">
          {planFaultText(plan.fault, texts)}
        </Text>
      )}
      <VariantTable
        axes={plan.axes.map(({ choice }) => choice)}
        variants={plan.variants}
        checked={checked}
        timed={timed}
      />
      <div className={classes.foot}>
        <SweepSummary total={plan.variants.length} checked={checked} timed={timed} />
        {fault && (
          <Text size="sm" c="var(--gv-error)" role="alert">
            {texts.failed}: {sentence(fault)}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>
            {texts.cancel}
          </Button>
          <Button variant="default" disabled={!canAdd} onClick={() => void add(false)}>
            {texts.add}
          </Button>
          <Button disabled={!canAdd} loading={isAdding} onClick={() => void add(true)}>
            {texts.train(isChecked ? sound.length : plan.variants.length)}
          </Button>
        </Group>
      </div>
    </Stack>
  );
}

/** What was asked about, else the first parameter; there is always the seed. */
function firstDraft(choices: readonly AxisChoice[], target: Target | null): AxisDraft {
  const asked = target && choices.find(({ key }) => key === keyOf(target));
  const [first] = choices;
  if (!first) throw new Error('internal: nothing to vary');
  return draftOf(asked ?? first);
}

/** Several seeds tell chance from effect; where they vary already, whatever comes first. */
function secondDraft(choices: readonly AxisChoice[], drafts: readonly AxisDraft[]): AxisDraft {
  const free = choices.filter(({ key }) => drafts.every((draft) => draft.key !== key));
  const next = free.find(({ kind }) => kind.type === 'seed') ?? free[0];
  if (!next) throw new Error('internal: nothing more to vary');
  return draftOf(next);
}

function planFaultText(
  fault: Exclude<PlanFault, { type: 'axis' }>,
  { faults }: ReturnType<typeof variantTexts.use>['dialog'],
): string {
  switch (fault.type) {
    case 'same':
      return faults.same;
    case 'too-many':
      return faults['too-many'](fault.found, fault.most);
    case 'other':
      return sentence(fault.message);
    default:
      return fault satisfies never;
  }
}
