/** The label and description of a network or block, to read and to edit. */
import { Textarea, TextInput } from '@mantine/core';
import type { Graph } from '../../../graph-schemas/document.ts';
import type { GraphId } from '../../graph/problem.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { useDraft } from '../use-draft.ts';

interface GraphAboutProps {
  readonly id: GraphId;
  readonly graph: Graph | undefined;
  /** What stands where there is no description. */
  readonly placeholder: string;
}

export function GraphAbout({ id, graph, placeholder }: GraphAboutProps) {
  const dispatch = useDocumentStore((state) => state.dispatch);
  const label = useDraft(graph?.label ?? '', (text) =>
    dispatch({ type: 'set-graph-about', graph: id, label: text.trim() }),
  );
  const description = useDraft(graph?.description ?? '', (text) =>
    dispatch({ type: 'set-graph-about', graph: id, description: text.trim() }),
  );
  return (
    <>
      <TextInput label="Label" placeholder="None" maxLength={200} {...label.input} />
      <Textarea
        label="Description"
        placeholder={placeholder}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={10_000}
        {...description.input}
      />
    </>
  );
}
