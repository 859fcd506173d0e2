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
import { RareFields } from './rare-fields.tsx';
import { type Chosen, sharedFields, shareValue } from './shared-fields.ts';
import { useThrough } from './use-through.ts';

interface SharedFormProps {
  readonly graph: GraphId;
  readonly chosen: readonly Chosen[];
}

export function SharedForm({ graph, chosen }: SharedFormProps) {
  const { inspector: t } = useTexts();
  const through = useThrough();
  const scope = useMemo(() => ({ graph, through }), [graph, through]);
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

  const rare = fields.filter(({ meta }) => meta.isRare);
  const resolved = evaluated?.[first.id]?.params;
  const rows = (isRare: boolean) =>
    fields
      .filter(({ meta }) => (meta.isRare ?? false) === isRare)
      .map(({ field, meta, value, first: firstValue }) => (
        <AnyField
          key={field.name}
          field={field}
          meta={fieldWords(meta)}
          value={value}
          resolved={resolved?.[field.name]}
          siblings={first.node.params ?? {}}
          firstOfMixed={firstValue}
          onChange={(next) => change(field.name, next)}
        />
      ));

  return (
    <ExpressionScopeContext value={scope}>
      <section className={`${classes.section} ${classes.fields}`}>
        {rows(false)}
        {rare.length > 0 && (
          <RareFields
            count={rare.length}
            isUsed={rare.some(({ value }) => value !== undefined)}
            isWrong={false}
          >
            {rows(true)}
          </RareFields>
        )}
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
