/** The name of the network or block on show. */
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { Id } from '../../../graph-schemas/primitives.ts';
import type { GraphId } from '../../graph/problem.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { textsNow, useTexts } from '../texts/texts.ts';
import { useDraft } from '../use-draft.ts';

interface RenameFieldProps {
  readonly what: 'network' | 'block';
  readonly name: string;
}

export function RenameField({ what, name }: RenameFieldProps) {
  const { inspector: t } = useTexts();
  const [error, setError] = useState<string | null>(null);
  const draft = useDraft(name, (text) => setError(rename(what, name, text.trim())));
  return <TextInput label={t.name} error={error} {...draft.input} />;
}

/** What is wrong with the new name, or null when it stands. */
function rename(what: 'network' | 'block', from: string, to: string): string | null {
  const t = textsNow().inspector;
  const { document, dispatch } = useDocumentStore.getState();
  const taken = what === 'network' ? document.networks : (document.blocks ?? {});
  if (!Id.safeParse(to).success) {
    return t.idRule;
  }
  if (Object.hasOwn(taken, to)) return what === 'network' ? t.networkTaken(to) : t.blockTaken(to);
  const { trail } = useCanvasStore.getState();
  const [before, after]: readonly [GraphId, GraphId] =
    what === 'network'
      ? [`networks.${from}`, `networks.${to}`]
      : [`blocks.${from}`, `blocks.${to}`];
  dispatch({ type: what === 'network' ? 'rename-network' : 'rename-block', from, to });
  // The store leaves canvases whose name is gone; the person stays where they were.
  for (const level of trail.slice(1)) {
    useCanvasStore.getState().enter(level === before ? after : level);
  }
  return null;
}
