/** Name, label, help and bounds of a parameter, and the fields that use it. */
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Parameter } from '../../../graph-schemas/document.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { readNumeric, writeNumeric } from '../inspector/fields/number-text.ts';
import { useTexts } from '../texts/texts.ts';
import { useDraft } from '../use-draft.ts';
import { openSweep } from '../variants/sweep-store.ts';
import { type ParameterOwner, setEdit } from './parameter-edits.ts';
import { ParameterUses } from './parameter-uses.tsx';
import classes from './parameters.module.css';
import { renameParameter } from './rename-parameter.ts';

interface ParameterDetailsProps {
  readonly owner: ParameterOwner;
  readonly name: string;
  readonly parameter: Parameter;
}

export function ParameterDetails({ owner, name, parameter }: ParameterDetailsProps) {
  const { inspector: t, moreTraining } = useTexts();
  const [error, setError] = useState<string | null>(null);
  const [boundsError, setBoundsError] = useState<string | null>(null);

  /** Undefined takes the entry away. */
  function change(part: { readonly [K in keyof Parameter]?: Parameter[K] | undefined }) {
    const entries = Object.entries({ ...parameter, ...part });
    const next = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
    const { min = -Infinity, max = Infinity } = next as Parameter;
    setBoundsError(min > max ? t.boundsCross : null);
    if (min > max) return;
    useDocumentStore.getState().dispatch(setEdit(owner, name, next as Parameter));
  }

  const renamed = useDraft(name, (text) => setError(renameParameter(owner, name, text.trim())));
  const label = useDraft(parameter.label ?? '', (text) =>
    change({ label: text.trim() || undefined }),
  );
  const help = useDraft(parameter.help ?? '', (text) => change({ help: text.trim() || undefined }));
  const bound = (key: 'min' | 'max') => (text: string) => {
    const value = readNumeric(text);
    if (typeof value !== 'string') change({ [key]: value ?? undefined });
  };
  const min = useDraft(writeNumeric(parameter.min), bound('min'));
  const max = useDraft(writeNumeric(parameter.max), bound('max'));
  return (
    <div className={classes.details}>
      <div className={classes.pair}>
        <TextInput label={t.name} spellCheck={false} error={error} {...renamed.input} />
        <TextInput label={t.label} maxLength={200} {...label.input} />
        <TextInput label={t.smallest} placeholder={t.none} error={boundsError} {...min.input} />
        <TextInput label={t.largest} placeholder={t.none} {...max.input} />
      </div>
      <TextInput label={t.help} maxLength={1000} {...help.input} />
      <Checkbox
        size="xs"
        label={t.wholeNumbers}
        checked={parameter.integer === true}
        onChange={(event) => change({ integer: event.currentTarget.checked || undefined })}
      />
      {owner === null && (
        <Button variant="default" onClick={() => openSweep({ type: 'parameter', name })}>
          {moreTraining.sweepThis}
        </Button>
      )}
      <ParameterUses owner={owner} name={name} />
    </div>
  );
}
