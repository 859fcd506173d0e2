/** The form of a node, made from its kind's schema. */

import { useShallow } from 'zustand/react/shallow';
import type { GraphNode } from '../../../graph-schemas/document.ts';
import type { GraphId, Problem } from '../../graph/problem.ts';
import type { Definition } from '../../nodes/define.ts';
import { fieldsOf } from '../../nodes/fields/describe.ts';
import { problemsAt } from '../../store/document-selectors.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { AnyField } from './fields/any-field.tsx';
import classes from './inspector.module.css';

interface NodeFormProps {
  readonly graph: GraphId;
  readonly id: string;
  readonly node: GraphNode;
  readonly definition: Definition;
}

const none: Readonly<Record<string, unknown>> = {};

export function NodeForm({ graph, id, node, definition }: NodeFormProps) {
  const evaluated = useDocumentStore(
    (state) => state.compilation.graphs[graph]?.nodes[id]?.params ?? none,
  );
  const problems = useDocumentStore(
    useShallow((state) => problemsAt(state.compilation.problems, graph, id)),
  );
  const dispatch = useDocumentStore((state) => state.dispatch);
  const fields = fieldsOf(definition.params);
  if (fields.length === 0) return null;
  const params: Readonly<Record<string, unknown>> = node.params ?? none;
  return (
    <section className={`${classes.section} ${classes.fields}`}>
      {fields.map((field) => (
        <AnyField
          key={field.name}
          field={field}
          meta={field.meta}
          value={params[field.name]}
          resolved={evaluated[field.name]}
          siblings={params}
          error={sentenceFor(field.name, problems)}
          onChange={(value) =>
            dispatch({ type: 'set-params', graph, id, params: { [field.name]: value } })
          }
        />
      ))}
    </section>
  );
}

function sentenceFor(field: string, problems: readonly Problem[]): string | undefined {
  return problems.find(({ where }) => where.field === field || where.field?.startsWith(`${field}.`))
    ?.message;
}
