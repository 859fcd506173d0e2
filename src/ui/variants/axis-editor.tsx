/** One axis of a sweep: what varies, and the values that it takes. */
import {
  ActionIcon,
  Chip,
  Group,
  NumberInput,
  Select,
  Text,
  TextInput,
  Tooltip,
} from '@mantine/core';
import { useMemo } from 'react';
import type { AxisValue } from '../../graph/variants/sweep.ts';
import { CrossIcon } from '../icons.tsx';
import type { AxisChoice } from './axis-choices.ts';
import { type AxisDraft, type AxisFault, draftOf } from './axis-draft.ts';
import { axisGroup, axisLabel, faultText, valueText } from './axis-words.ts';
import { variantTexts } from './variant-texts.ts';
import classes from './variants.module.css';

interface AxisEditorProps {
  readonly number: number;
  readonly choices: readonly AxisChoice[];
  readonly choice: AxisChoice;
  readonly draft: AxisDraft;
  readonly values: readonly AxisValue[] | AxisFault;
  readonly onChange: (draft: AxisDraft) => void;
  readonly onRemove?: (() => void) | undefined;
}

const MOST_SHOWN = 12;

export function AxisEditor(props: AxisEditorProps) {
  const { number, choices, choice, draft, values, onChange, onRemove } = props;
  const { dialog: texts } = variantTexts.use();
  const data = useMemo(() => optionsOf(choices), [choices]);
  const fault = 'type' in values ? values : null;
  const isTyped = draft.mode === 'list' && choice.kind.type !== 'choice';
  const shown = 'type' in values || isTyped || draft.mode === 'picked' ? null : values;
  return (
    <fieldset className={classes.axis}>
      <legend className={classes.legend}>{texts.axis(number)}</legend>
      <Group gap="xs" align="end" wrap="nowrap">
        <Select
          label={texts.what}
          placeholder={texts.pick}
          nothingFoundMessage={texts.nothing}
          data={data}
          value={draft.key}
          searchable
          openOnFocus={false}
          selectFirstOptionOnChange
          // Else the one that is set is looked for a moment later, in a list that may be narrowed by then, and Enter does nothing.
          selectFirstOptionOnDropdownOpen
          // What is typed looks for another, rather than for this one and more.
          onFocus={(event) => event.currentTarget.select()}
          allowDeselect={false}
          limit={200}
          maxDropdownHeight={280}
          comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
          className={classes.what}
          onChange={(key) => {
            const next = choices.find((each) => each.key === key);
            if (next) onChange(draftOf(next));
          }}
          // The first field of a dialog that was asked for by no field.
          data-autofocus={number === 1 || undefined}
        />
        <Modes choice={choice} draft={draft} onChange={onChange} />
        {onRemove && (
          <Tooltip label={texts.remove(axisLabel(choice))}>
            <ActionIcon size={30} aria-label={texts.remove(axisLabel(choice))} onClick={onRemove}>
              <CrossIcon />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
      <Values choice={choice} draft={draft} onChange={onChange} hasFault={fault !== null} />
      {fault && (
        <Text size="xs" c="var(--gv-error)" role="alert">
          {faultText(fault)}
        </Text>
      )}
      {shown && (
        <Text size="xs" c="dimmed">
          {texts.are(
            shown
              .slice(0, MOST_SHOWN)
              .map((value) => valueText(value, choice))
              .join(', ') + (shown.length > MOST_SHOWN ? ' …' : ''),
          )}
        </Text>
      )}
    </fieldset>
  );
}

type PartProps = Pick<AxisEditorProps, 'choice' | 'draft' | 'onChange'>;

function Modes({ choice, draft, onChange }: PartProps) {
  const { dialog: texts } = variantTexts.use();
  const { type } = choice.kind;
  if (type === 'choice' || type === 'toggle') return null;
  const modes = type === 'seed' ? (['seeds', 'list'] as const) : NUMBER_MODES;
  return (
    <Select
      label={texts.values}
      aria-label={texts.mode}
      data={modes.map((value) => ({ value, label: texts.modes[value] }))}
      value={draft.mode}
      allowDeselect={false}
      className={classes.mode}
      onChange={(mode) => mode && onChange({ ...draft, mode: mode as AxisDraft['mode'] })}
    />
  );
}

const NUMBER_MODES = ['list', 'range', 'log-range'] as const;

function Values({ choice, draft, onChange, hasFault }: PartProps & { readonly hasFault: boolean }) {
  const { dialog: texts } = variantTexts.use();
  const { kind } = choice;
  if (draft.mode === 'picked') {
    const values: readonly AxisValue[] =
      kind.type === 'choice' ? kind.choices.map(({ value }) => value) : [true, false];
    return (
      <Chip.Group
        multiple
        value={[...draft.picked]}
        onChange={(picked: string[]) => onChange({ ...draft, picked: inOrder(picked, values) })}
      >
        <Group gap={6} role="group" aria-label={texts.values}>
          {values.map((value) => (
            <Chip key={String(value)} value={String(value)} size="xs">
              {valueText(value, choice)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    );
  }
  if (draft.mode === 'list') {
    return (
      <TextInput
        aria-label={texts.list}
        placeholder={texts.list}
        value={draft.list}
        error={hasFault}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange({ ...draft, list: event.currentTarget.value })}
      />
    );
  }
  const number = (key: 'from' | 'to' | 'count') => (
    <NumberInput
      label={texts[key]}
      value={draft[key] ?? ''}
      hideControls
      className={classes.number}
      onChange={(value) => onChange({ ...draft, [key]: typeof value === 'number' ? value : null })}
    />
  );
  return (
    <Group gap="xs" align="end">
      {number('from')}
      {draft.mode !== 'seeds' && number('to')}
      {number('count')}
    </Group>
  );
}

/** As they are listed, in whatever order they were picked. */
const inOrder = (picked: readonly string[], values: readonly AxisValue[]) =>
  values.map(String).filter((value) => picked.includes(value));

function optionsOf(choices: readonly AxisChoice[]) {
  const groups = new Map<string, { value: string; label: string }[]>();
  for (const choice of choices) {
    const group = axisGroup(choice);
    const option = { value: choice.key, label: axisLabel(choice) };
    groups.set(group, [...(groups.get(group) ?? []), option]);
  }
  return [...groups].map(([group, items]) => ({ group, items }));
}
