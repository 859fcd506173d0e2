/** One field of a node's form. While another field is dragged it is not drawn again. */
import { memo, useCallback, useMemo } from 'react';
import type { GraphId } from '../../graph/problem.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { FieldPlaceContext } from '../variants/field-target.ts';
import { AnyField } from './fields/any-field.tsx';
import type { FieldProps } from './fields/field-props.ts';

interface FormFieldProps extends Omit<FieldProps, 'onChange' | 'siblings'> {
  readonly graph: GraphId;
  readonly id: string;
  /** All parameters of the node. */
  readonly params: Readonly<Record<string, unknown>>;
}

export const FormField = memo(
  function FormField({ graph, id, params, ...props }: FormFieldProps) {
    const { name } = props.field;
    const onChange = useCallback(
      (value: unknown, removed?: number) =>
        useDocumentStore.getState().dispatch({
          type: 'set-params',
          graph,
          id,
          params: { [name]: value },
          ...(removed === undefined ? {} : { removed }),
        }),
      [graph, id, name],
    );
    const place = useMemo(() => ({ graph, node: id, path: [name] }), [graph, id, name]);
    return (
      <FieldPlaceContext value={place}>
        <AnyField {...props} siblings={params} onChange={onChange} />
      </FieldPlaceContext>
    );
  },
  (before, after) =>
    (Object.keys(after) as (keyof FormFieldProps)[]).every(
      (key) => before[key] === after[key] || (key === 'params' && !dependsOnOthers(after)),
    ),
);

/** Arguments are those of the block that another field names. */
const dependsOnOthers = ({ meta }: FormFieldProps) => meta.type === 'arguments';
