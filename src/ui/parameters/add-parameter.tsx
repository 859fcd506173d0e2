/** Makes a new parameter of the document or of a block. */
import { Button, Group, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { isParameterName } from '../../graph/parameter-name.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { type ParameterOwner, setEdit } from './parameter-edits.ts';

/** What an expression can name. */
const RULE =
  'A name begins with a letter, then letters, digits or “_”, and is not “i” or the name of a function.';

export function AddParameter({ owner }: { readonly owner: ParameterOwner }) {
  const [name, setName] = useState('');
  const [error, setError] = useState<string | null>(null);

  function add(event: FormEvent) {
    event.preventDefault();
    const { document, dispatch } = useDocumentStore.getState();
    const wanted = name.trim();
    const taken =
      owner === null ? document.parameters : (document.blocks?.[owner]?.parameters ?? {});
    if (!isParameterName(wanted)) setError(RULE);
    else if (Object.hasOwn(taken, wanted)) setError('There is a parameter of this name already.');
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
          aria-label="Name of the new parameter"
          placeholder="New parameter, e.g. width"
          value={name}
          error={error}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setError(null);
          }}
        />
        <Button type="submit" variant="light" disabled={name.trim() === ''}>
          Add
        </Button>
      </Group>
    </form>
  );
}
