/** Makes a new parameter of the document. */
import { Button, Group, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Id } from '../../../graph-schemas/primitives.ts';
import { useDocumentStore } from '../../store/document-store.ts';

export function AddParameter() {
  const [name, setName] = useState('');
  const [error, setError] = useState<string | null>(null);

  function add(event: FormEvent) {
    event.preventDefault();
    const { document, dispatch } = useDocumentStore.getState();
    const read = Id.safeParse(name.trim());
    if (!read.success) {
      setError('A name begins with a letter, then letters, digits, “_” or “-”.');
    } else if (Object.hasOwn(document.parameters, read.data)) {
      setError('There is a parameter of this name already.');
    } else {
      dispatch({ type: 'set-parameter', name: read.data, parameter: { value: 1 } });
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
