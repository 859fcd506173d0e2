/** The form of a node, made from its kind's schema. */
import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { GraphNode } from '../../../graph-schemas/document.ts';
import { graphOf } from '../../graph/graph-of.ts';
import type { GraphId } from '../../graph/problem.ts';
import type { Definition } from '../../nodes/define.ts';
import { fieldsOf } from '../../nodes/fields/describe.ts';
import { problemsAt } from '../../store/document-selectors.ts';
import { type DocumentState, useDocumentStore } from '../../store/document-store.ts';
import { inputLabels } from '../canvas/port-labels.ts';
import { fieldWords } from '../texts/kind-texts.ts';
import { useTexts } from '../texts/texts.ts';
import { fieldError } from './field-error.ts';
import { ExpressionScopeContext } from './fields/expression-scope.ts';
import { FormField } from './form-field.tsx';
import classes from './inspector.module.css';
import { RareFields } from './rare-fields.tsx';
import { useThrough } from './use-through.ts';

interface NodeFormProps {
  readonly graph: GraphId;
  readonly id: string;
  readonly node: GraphNode;
  readonly definition: Definition;
}

const none: Readonly<Record<string, unknown>> = {};

export function NodeForm({ graph, id, node, definition }: NodeFormProps) {
  useTexts();
  const evaluated = useDocumentStore(
    (state) => state.compilation.graphs[graph]?.nodes[id]?.params ?? none,
  );
  const problems = useDocumentStore(
    useShallow((state) => problemsAt(state.compilation.problems, graph, id)),
  );
  // Each item of a list of weights has a port.
  const wired = useDocumentStore(useShallow((state) => wiredTo(state, graph, id)));
  const through = useThrough();
  const scope = useMemo(() => ({ graph, through }), [graph, through]);
  const fields = fieldsOf(definition.params);
  if (fields.length === 0) return null;
  const params: Readonly<Record<string, unknown>> = node.params ?? none;
  const rows = (isRare: boolean) =>
    fields
      .filter(({ meta }) => (meta.isRare ?? false) === isRare)
      .map((field) => (
        <FormField
          key={field.name}
          graph={graph}
          id={id}
          field={field}
          meta={fieldWords(field.meta)}
          value={params[field.name]}
          resolved={evaluated[field.name]}
          itemNames={field.meta.type === 'schedules' ? wired : undefined}
          params={params}
          error={fieldError(field.name, problems)}
        />
      ));
  const rare = fields.filter(({ meta }) => meta.isRare);
  return (
    <ExpressionScopeContext value={scope}>
      <section className={`${classes.section} ${classes.fields}`}>
        {rows(false)}
        {rare.length > 0 && (
          <RareFields
            count={rare.length}
            isUsed={rare.some(({ name }) => params[name] !== undefined)}
            isWrong={rare.some(({ name }) => fieldError(name, problems) !== undefined)}
          >
            {rows(true)}
          </RareFields>
        )}
      </section>
    </ExpressionScopeContext>
  );
}

function wiredTo({ document, compilation }: DocumentState, graph: GraphId, id: string) {
  const ports = compilation.graphs[graph]?.nodes[id]?.ports;
  return ports && ports.inputs.length > 1 ? inputLabels(graphOf(document, graph), id, ports) : [];
}
