/** Makes a new parameter of the document or of a block. */
import { Button, Group, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { isParameterName } from '../../graph/parameter-name.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { useTexts } from '../texts/texts.ts';
import { type ParameterOwner, setEdit } from './parameter-edits.ts';

export function AddParameter({ owner }: { readonly owner: ParameterOwner }) {
  const { inspector: t } = useTexts();
  const [name, setName] = useState('');
  const [error, setError] = useState<string | null>(null);

  function add(event: FormEvent) {
    event.preventDefault();
    const { document, dispatch } = useDocumentStore.getState();
    const wanted = name.trim();
    const taken =
      owner === null ? document.parameters : (document.blocks?.[owner]?.parameters ?? {});
    if (!isParameterName(wanted)) setError(t.nameRule);
    else if (Object.hasOwn(taken, wanted)) setError(t.nameTaken(wanted));
    else {
      dispatch(setEdit(owner, wanted, { value: 1 }));
      setName('');
    }
  }

  return (
    <form onSubmit={add}>
      <Group gap={6} align="flex-start" wrap="nowrap">
        <TextInput
          flex={1}
          aria-label={t.newParameterName}
          placeholder={t.newParameterHint}
          value={name}
          error={error}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setError(null);
          }}
        />
        <Button type="submit" variant="light" disabled={name.trim() === ''}>
          {t.add}
        </Button>
      </Group>
    </form>
  );
}
