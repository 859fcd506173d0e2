/** Menus of the breadcrumb: what else could stand in place of a level, and which use of a block its shapes are of. */
import { Menu } from '@mantine/core';
import type { Document } from '../../../graph-schemas/document.ts';
import { blockId, graphOf, networkId } from '../../graph/graph-of.ts';
import type { GraphId } from '../../graph/problem.ts';
import { leadingNode, throughOf } from '../../graph/through.ts';
import { graphInside, type Way, waysTo, wayTo } from '../../graph/uses.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { ChevronIcon } from '../icons.tsx';
import { useTexts } from '../texts/texts.ts';
import { graphName } from '../words.ts';
import classes from './blocks.module.css';

interface Target {
  readonly label: string;
  readonly way: Way;
}

interface Section {
  readonly heading: string;
  readonly targets: readonly Target[];
}

/** The chevron before a level: other nodes of the level before that lead somewhere, then all networks and blocks. */
export function SiblingMenu({ level }: { readonly level: number }) {
  const { way: texts } = useTexts().structure;
  const graph = useCanvasStore((state) => state.trail[level] ?? 'objective');
  return (
    <Menu position="bottom-start" width={230}>
      <Menu.Target>
        <button
          type="button"
          className={classes.between}
          aria-label={texts.siblings(graphName(graph))}
          title={texts.siblings(graphName(graph))}
        >
          <ChevronIcon size={12} />
        </button>
      </Menu.Target>
      <Menu.Dropdown mah="60vh" style={{ overflowY: 'auto' }}>
        <Siblings level={level} />
      </Menu.Dropdown>
    </Menu>
  );
}

function Siblings({ level }: { readonly level: number }) {
  const document = useDocumentStore((state) => state.document);
  const trail = useCanvasStore((state) => state.trail);
  const through = useCanvasStore((state) => state.through);
  const { way: texts } = useTexts().structure;
  const before: Way = { trail: trail.slice(0, level), nodes: through.slice(0, level) };
  return sectionsOf(document, before, texts).map(({ heading, targets }) => (
    <div key={heading}>
      <Menu.Label>{heading}</Menu.Label>
      {targets.map(({ label, way }) => (
        <Menu.Item key={label} onClick={() => useCanvasStore.getState().goAlong(way)}>
          {label}
        </Menu.Item>
      ))}
    </div>
  ));
}

function sectionsOf(
  document: Document,
  before: Way,
  texts: ReturnType<typeof useTexts>['structure']['way'],
): readonly Section[] {
  const around = before.trail.at(-1) ?? 'objective';
  const within = Object.entries(graphOf(document, around)?.nodes ?? {}).flatMap(
    ([node, written]): Target[] => {
      const inner = graphInside(written);
      if (!inner || around === 'objective' || !graphOf(document, inner)) return [];
      const way = { trail: [...before.trail, inner], nodes: [...before.nodes, node] };
      return [{ label: `${node} (${graphName(inner)})`, way }];
    },
  );
  const named = (ids: readonly GraphId[]) =>
    ids.map((id) => ({ label: graphName(id), way: wayTo(document, id) }));
  const sections: readonly Section[] = [
    { heading: texts.usedIn(graphName(around)), targets: within },
    { heading: texts.networks, targets: named(Object.keys(document.networks).map(networkId)) },
    { heading: texts.blocks, targets: named(Object.keys(document.blocks ?? {}).map(blockId)) },
  ];
  return sections.filter(({ targets }) => targets.length > 0);
}

/** Inside a block with several uses: the one whose shapes are on show, and a choice of the others. */
export function UseSwitch() {
  const document = useDocumentStore((state) => state.document);
  const graph = useCanvasStore((state) => state.graph);
  const trail = useCanvasStore((state) => state.trail);
  const through = useCanvasStore((state) => state.through);
  const copy = useCanvasStore((state) => state.copy);
  const copies = useCopies();
  const { shared } = useTexts().structure;
  if (!graph.startsWith('blocks.')) return null;
  const ways = waysTo(document, graph);
  const shown = throughOf(document, { trail, nodes: through });
  if (ways.length + copies < 3 || !shown) return null;
  const way = [shown.network, ...shown.uses].join(' › ');
  const label = copies > 1 ? shared.copyOf(way, copy + 1, copies) : way;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button
          type="button"
          className={classes.asIn}
          title={shared.asIn(label)}
          aria-label={shared.asIn(label)}
        >
          <ChevronIcon size={11} />
        </button>
      </Menu.Target>
      <Menu.Dropdown mah="60vh" style={{ overflowY: 'auto' }}>
        {ways.length > 1 && <Menu.Label>{shared.choose}</Menu.Label>}
        {ways.length > 1 &&
          ways.map((one) => (
            <Menu.Item
              key={nameOfWay(document, one)}
              aria-current={nameOfWay(document, one) === way}
              onClick={() => useCanvasStore.getState().goAlong(one)}
            >
              {nameOfWay(document, one)}
            </Menu.Item>
          ))}
        {copies > 1 && <Menu.Label>{shared.copies}</Menu.Label>}
        {copies > 1 &&
          Array.from({ length: copies }, (_, at) => (
            <Menu.Item
              key={at}
              aria-current={at === copy}
              onClick={() => useCanvasStore.getState().lookAtCopy(at)}
            >
              {shared.copy(at + 1)}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** More would make a menu that nobody reads. */
const MOST_COPIES = 50;

/** How many copies stand in a row at the use that was entered. */
function useCopies(): number {
  const around = useCanvasStore((state) => state.trail.at(-2));
  const lead = useCanvasStore(({ trail, through }) => {
    const [before, graph] = trail.slice(-2);
    const { document } = useDocumentStore.getState();
    return before && graph ? leadingNode(document, before, graph, through.at(-1) ?? null) : null;
  });
  const repeat = useDocumentStore(({ compilation }) =>
    around && lead !== null ? compilation.graphs[around]?.nodes[lead]?.params?.repeat : null,
  );
  return typeof repeat === 'number' ? Math.min(repeat, MOST_COPIES) : 1;
}

function nameOfWay(document: Document, way: Way): string {
  const through = throughOf(document, way);
  return through ? [through.network, ...through.uses].join(' › ') : '';
}

/** The node that led into a level, where its name says more than the level's own. */
export function leadName(document: Document, way: Way, level: number): string | null {
  const [around, graph] = [way.trail[level - 1], way.trail[level]];
  if (!around || !graph?.startsWith('blocks.') || around === 'objective') return null;
  const node = leadingNode(document, around, graph, way.nodes[level] ?? null);
  return node === null || node.toLowerCase() === graphName(graph).toLowerCase() ? null : node;
}
