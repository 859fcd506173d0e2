/** The settings that several nodes share. A change is one step of undo; a drag moves each node's number from where it was. */
import { useMemo, useRef } from 'react';
import { graphOf } from '../../graph/graph-of.ts';
import type { GraphId } from '../../graph/problem.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { fieldWords } from '../texts/kind-texts.ts';
import { useTexts } from '../texts/texts.ts';
import { AnyField } from './fields/any-field.tsx';
import { ExpressionScopeContext } from './fields/expression-scope.ts';
import { Relative } from './fields/mixed.ts';
import classes from './inspector.module.css';
import { type Chosen, sharedFields, shareValue } from './shared-fields.ts';

interface SharedFormProps {
  readonly graph: GraphId;
  readonly chosen: readonly Chosen[];
}

export function SharedForm({ graph, chosen }: SharedFormProps) {
  const { inspector: t } = useTexts();
  const scope = useMemo(() => ({ graph }), [graph]);
  const evaluated = useDocumentStore((state) => state.compilation.graphs[graph]?.nodes);
  const fields = sharedFields(chosen);
  /** Where the nodes were when the drag began. */
  const start = useRef<{ readonly gesture: object; readonly nodes: readonly Chosen[] } | null>(
    null,
  );
  const [first] = chosen;
  if (fields.length === 0 || !first) {
    return <p className={classes.text}>{t.nothingShared}</p>;
  }

  function change(name: string, next: unknown) {
    const { document, dispatch } = useDocumentStore.getState();
    const nodes = graphOf(document, graph)?.nodes ?? {};
    const now = chosen.flatMap((one) => {
      const node = nodes[one.id];
      return node ? [{ ...one, node }] : [];
    });
    const gesture = gestureOf(next);
    if (gesture && start.current?.gesture !== gesture) start.current = { gesture, nodes: now };
    const from = gesture ? (start.current?.nodes ?? now) : now;
    dispatch(shareValue(graph, from, name, next));
  }

  return (
    <ExpressionScopeContext value={scope}>
      <section className={`${classes.section} ${classes.fields}`}>
        {fields.map(({ field, meta, value, first: firstValue }) => (
          <AnyField
            key={field.name}
            field={field}
            meta={fieldWords(meta)}
            value={value}
            resolved={evaluated?.[first.id]?.params?.[field.name]}
            siblings={first.node.params ?? {}}
            firstOfMixed={firstValue}
            onChange={(next) => change(field.name, next)}
          />
        ))}
      </section>
    </ExpressionScopeContext>
  );
}

/** Of a relative change, anywhere inside of a value. */
function gestureOf(next: unknown): object | null {
  if (next instanceof Relative) return next.gesture;
  if (typeof next !== 'object' || next === null) return null;
  for (const value of Object.values(next)) {
    const found = gestureOf(value);
    if (found) return found;
  }
  return null;
}
