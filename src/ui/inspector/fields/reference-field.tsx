/** The name of a network or block of the document. */
import { Select } from '@mantine/core';
import { useId } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useDocumentStore } from '../../../store/document-store.ts';
import { useTexts } from '../../texts/texts.ts';
import { FieldFrame } from './field-frame.tsx';
import type { FieldProps } from './field-props.ts';
import { MIXED } from './mixed.ts';

export function ReferenceField(props: FieldProps<'reference'>) {
  const { meta, value, error, onChange } = props;
  const { inspector: t } = useTexts();
  const id = useId();
  const names = useDocumentStore(
    useShallow(({ document }) =>
      Object.keys((meta.to === 'network' ? document.networks : document.blocks) ?? {}),
    ),
  );
  const isNetwork = meta.to === 'network';
  const [choose, missing] = isNetwork
    ? [t.chooseNetwork, t.noNetworkYet]
    : [t.chooseBlock, t.noBlockYet];
  const placeholder = names.length > 0 ? choose : missing;
  return (
    <FieldFrame {...props} controlId={id} isInline>
      <Select
        id={id}
        aria-label={meta.label}
        placeholder={value === MIXED ? t.mixed : placeholder}
        allowDeselect={false}
        error={error !== undefined}
        data={names}
        value={typeof value === 'string' ? value : null}
        onChange={(next) => next !== null && onChange(next)}
      />
    </FieldFrame>
  );
}
