/** The name of a network or block of the document. */
import { Select } from '@mantine/core';
import { useId } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useDocumentStore } from '../../../store/document-store.ts';
import { FieldFrame } from './field-frame.tsx';
import type { FieldProps } from './field-props.ts';

export function ReferenceField(props: FieldProps<'reference'>) {
  const { meta, value, error, onChange } = props;
  const id = useId();
  const names = useDocumentStore(
    useShallow(({ document }) =>
      Object.keys((meta.to === 'network' ? document.networks : document.blocks) ?? {}),
    ),
  );
  return (
    <FieldFrame {...props} controlId={id} isInline>
      <Select
        id={id}
        aria-label={meta.label}
        placeholder={names.length > 0 ? `Choose a ${meta.to}` : `There is no ${meta.to} yet`}
        allowDeselect={false}
        error={error !== undefined}
        data={names}
        value={typeof value === 'string' ? value : null}
        onChange={(next) => next !== null && onChange(next)}
      />
    </FieldFrame>
  );
}
