/** Puts a fragment on the canvas on show as one step, selects what came, and says what did not. */
import type { Fragment } from '../../../graph-schemas/fragment.ts';
import { type Paste, type PasteOptions, planPaste } from '../../graph/clipboard-paste.ts';
import { type FragmentFault, readClipboard } from '../../graph/clipboard-read.ts';
import type { GraphId } from '../../graph/problem.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { announce } from '../announce.ts';
import { pointerOnCanvas } from '../canvas/pointer.ts';
import { centreOfCanvas, toCanvas } from '../canvas/shown-flow.ts';
import { openText } from '../files/open-graph.ts';
import { textsNow } from '../texts/texts.ts';
import { graphName } from '../words.ts';
import { offerDocument } from './document-offer.ts';
import { tell } from './tell.ts';

/** Under the pointer, or in the middle of what is seen. */
export function pasteText(text: string, withIncoming: boolean): void {
  const read = readClipboard(text);
  if (read.type === 'fault') {
    refuse(sentenceOf(read.fault));
  } else if (read.type === 'document') {
    const { document } = read.read;
    const { fileName } = textsNow().editing.wholeDocument;
    if (document) offerDocument(document);
    else void openText(text, fileName, { type: 'pasted' });
  } else {
    const pointer = pointerOnCanvas();
    const { x, y } = pointer ? toCanvas(pointer) : centreOfCanvas();
    const count = insertFragment(read.fragment, { centre: [x, y], withIncoming });
    if (count > 0) announce(textsNow().editing.pasted(count));
  }
}

/** How many nodes and notes came. */
export function insertFragment(fragment: Fragment, options: PasteOptions): number {
  const { document, documentId, dispatch } = useDocumentStore.getState();
  const { graph, select } = useCanvasStore.getState();
  const isHome = fragment.origin === documentId;
  const paste = planPaste(document, graph, fragment, { ...options, isHome });
  if (paste.isTooLarge) {
    refuse(textsNow().editing.faults.full);
    return 0;
  }
  dispatch(paste.edits);
  const count = paste.nodes.length + paste.notes.length;
  if (count > 0) select(paste.nodes, [], paste.notes);
  tellRest(paste, graph);
  return count;
}

function tellRest({ leftOut, lostIncoming, nodes, notes }: Paste, graph: GraphId): void {
  const { leftOut: texts, ...editing } = textsNow().editing;
  const listed = (why: (typeof leftOut)[number]['why']) =>
    leftOut
      .filter((left) => left.why === why)
      .map(({ id, kind }) => editing.node(id, kind))
      .join(', ');
  const [misplaced, unknown, recursive] = [
    listed('not-here'),
    listed('unknown-kind'),
    listed('recursive'),
  ];
  const name = graphName(graph);
  const lines = [
    misplaced &&
      (graph === 'objective' ? texts.onObjective(misplaced) : texts.inNetwork(misplaced, name)),
    unknown && texts.unknownKind(unknown),
    recursive && texts.recursive(recursive, name),
    lostIncoming > 0 && editing.lostIncoming(lostIncoming),
  ].filter((line) => typeof line === 'string' && line !== '');
  if (lines.length === 0) return;
  const isAll = nodes.length + notes.length > 0;
  tell({
    color: 'yellow',
    title: isAll ? editing.notAllPasted : editing.notPasted,
    message: lines.join(' '),
  });
}

export function refuse(message: string): void {
  const title = textsNow().editing.notPasted;
  tell({ color: 'red', title, message });
}

function sentenceOf(fault: FragmentFault): string {
  const { faults } = textsNow().editing;
  switch (fault.type) {
    case 'empty':
      return faults.empty;
    case 'no-graph':
      return faults.noGraph;
    case 'not-json':
      return faults.notJson;
    case 'too-large':
      return faults.tooLarge;
    case 'newer':
      return faults.newer(fault.version);
    case 'broken':
      return faults.broken(fault.field, fault.reason);
    default:
      return fault satisfies never;
  }
}
