/** Arranges the canvas on show, all of it or what is selected, as one step of undo. */
import { notifications } from '@mantine/notifications';
import type { Graph, Note } from '../../../graph-schemas/document.ts';
import type { Edit } from '../../graph/edit-types.ts';
import { graphOf } from '../../graph/graph-of.ts';
import { layoutGraph } from '../../graph/layout-graph.ts';
import type { GraphId } from '../../graph/problem.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { placesOf } from '../canvas/flow-nodes.ts';
import { fitAll } from '../canvas/look.ts';
import { textsNow } from '../texts/texts.ts';
import type { Arrangement } from './arranged.ts';
import { glide } from './glide.ts';
import { drawingOf } from './measured.ts';

const NOTICE = 'layout';
/** Shorter waits need no word. */
const PATIENCE_MS = 400;

let isBusy = false;

export const canArrangeSelection = () => useCanvasStore.getState().selectedNodes.length > 1;

export const arrangeCanvas = () => arrange(null);
export const arrangeSelection = () => arrange(new Set(useCanvasStore.getState().selectedNodes));

async function arrange(chosen: ReadonlySet<string> | null): Promise<void> {
  const graphId = useCanvasStore.getState().graph;
  const graph = graphOf(useDocumentStore.getState().document, graphId);
  if (!graph || isBusy || Object.keys(graph.nodes).length === 0) return;
  isBusy = true;
  const { layout: texts } = textsNow();
  const waiting = setTimeout(() => {
    notifications.show({ id: NOTICE, message: texts.arranging, loading: true, autoClose: false });
  }, PATIENCE_MS);
  try {
    const arrangement = await arrangementOf(graphId, graph, chosen);
    notifications.hide(NOTICE);
    carryOut(graphId, graph, arrangement);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    notifications.hide(NOTICE);
    if (chosen === null) carryOut(graphId, graph, inColumns(graph));
    notifications.show({
      color: 'yellow',
      title: texts.failed,
      message: chosen === null ? texts.columnsInstead(why) : texts.leftAsItIs(why),
    });
  } finally {
    clearTimeout(waiting);
    isBusy = false;
  }
}

/** The code of the layout is loaded when it is wanted first. */
async function arrangementOf(
  graphId: GraphId,
  graph: Graph,
  chosen: ReadonlySet<string> | null,
): Promise<Arrangement> {
  const [{ arrangeAll, arrangeSome }, { runElk }] = await Promise.all([
    import('./arranged.ts'),
    import('./elk-client.ts'),
  ]);
  const drawing = drawingOf(graphId, graph);
  return chosen ? arrangeSome(drawing, chosen, runElk) : arrangeAll(drawing, runElk);
}

/** Without ELK: columns that nothing has to be measured for. */
function inColumns(graph: Graph): Arrangement {
  const via = new Map(graph.edges.map((_, index) => [index, []]));
  return { places: layoutGraph(graph), notes: graph.notes ?? [], via };
}

function carryOut(graphId: GraphId, graph: Graph, arrangement: Arrangement): void {
  // Edited meanwhile: places of what is gone or new would be wrong.
  if (graphOf(useDocumentStore.getState().document, graphId) !== graph) return;
  const { places, notes, via } = arrangement;
  const ways = [...via].flatMap(([index, points]): Edit[] => {
    const edge = graph.edges[index];
    const isPlain = points.length === 0 && edge?.via === undefined;
    if (!edge || isPlain) return [];
    return [{ type: 'set-via', graph: graphId, edge, via: points.map(([x, y]) => [x, y]) }];
  });
  const before = placesOf(graph);
  const to = Object.fromEntries(
    Object.entries(places).filter(([id, [x, y]]) => before[id]?.[0] !== x || before[id]?.[1] !== y),
  );
  const hasNotes = notes.some((note, index) => !isSame(note, graph.notes?.[index]));
  const edits: Edit[] = [
    ...(Object.keys(to).length > 0 ? [{ type: 'move-nodes', graph: graphId, to } as const] : []),
    ...(hasNotes ? [{ type: 'set-notes', graph: graphId, notes } as const] : []),
    ...ways,
  ];
  if (edits.length === 0) return;
  const isShown = useCanvasStore.getState().graph === graphId;
  const dispatch = () => useDocumentStore.getState().dispatch(edits);
  if (isShown) glide(graphId, dispatch);
  else dispatch();
  if (isShown && Object.keys(places).length === Object.keys(graph.nodes).length) {
    setTimeout(fitAll, 300);
  }
}

const isSame = (a: Note, b: Note | undefined) =>
  b !== undefined && [...a.at, ...a.size].every((n, i) => n === [...b.at, ...b.size][i]);
