/** The document's parameters, one control each, and a way to add one. */
import { Text } from '@mantine/core';
import { useDocumentStore } from '../../store/document-store.ts';
import { useTexts } from '../texts/texts.ts';
import { AddParameter } from './add-parameter.tsx';
import { ParameterControl } from './parameter-control.tsx';

export function ParameterList() {
  const { inspector: t } = useTexts();
  const entries = Object.entries(useDocumentStore((state) => state.document.parameters));
  return (
    <>
      {entries.length === 0 && (
        <Text size="sm" c="dimmed">
          {t.noParameters}
        </Text>
      )}
      {entries.map(([name, parameter]) => (
        <ParameterControl key={name} owner={null} name={name} parameter={parameter} />
      ))}
      <AddParameter owner={null} />
    </>
  );
}
