/** The label and description of a network or block, to read and to edit. */
import { TextInput } from '@mantine/core';
import type { Graph } from '../../../graph-schemas/document.ts';
import type { GraphId } from '../../graph/problem.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { useTexts } from '../texts/texts.ts';
import { useDraft } from '../use-draft.ts';
import { DescriptionField } from './description-field.tsx';

interface GraphAboutProps {
  readonly id: GraphId;
  readonly graph: Graph | undefined;
  /** What stands where there is no description. */
  readonly placeholder: string;
}

export function GraphAbout({ id, graph, placeholder }: GraphAboutProps) {
  const { inspector: t } = useTexts();
  const dispatch = useDocumentStore((state) => state.dispatch);
  const label = useDraft(graph?.label ?? '', (text) =>
    dispatch({ type: 'set-graph-about', graph: id, label: text.trim() }),
  );
  return (
    <>
      <TextInput label={t.label} placeholder={t.none} maxLength={200} {...label.input} />
      <DescriptionField
        label={t.description}
        description={graph?.description ?? ''}
        placeholder={placeholder}
        onChange={(description) => dispatch({ type: 'set-graph-about', graph: id, description })}
      />
    </>
  );
}
