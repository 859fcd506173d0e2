/** A small picture of a graph: its nodes as boxes in their group's colour, its wires as curves. */
import type { Graph } from '../../../graph-schemas/document.ts';
import { definitionOf } from '../../nodes/catalog.ts';
import { ends } from '../canvas/flow-edges.ts';
import { placesOf } from '../canvas/flow-nodes.ts';
import classes from './gallery.module.css';

const WIDTH = 196;
const HEIGHT = 80;
const MARGIN = 50;

export function GraphPicture({ graph }: { readonly graph: Graph }) {
  const places = placesOf(graph);
  const all = Object.values(places);
  if (all.length === 0) return <svg className={classes.picture} aria-hidden="true" />;
  const left = Math.min(...all.map(([x]) => x)) - MARGIN;
  const top = Math.min(...all.map(([, y]) => y)) - MARGIN;
  const right = Math.max(...all.map(([x]) => x)) + WIDTH + MARGIN;
  const bottom = Math.max(...all.map(([, y]) => y)) + HEIGHT + MARGIN;
  return (
    <svg
      className={classes.picture}
      viewBox={`${left} ${top} ${right - left} ${bottom - top}`}
      aria-hidden="true"
    >
      {graph.edges.map(({ from, to }) => {
        const start = places[ends(from)[0]];
        const end = places[ends(to)[0]];
        if (!start || !end) return null;
        return <path key={`${from} ${to}`} className={classes.wire} d={curve(start, end)} />;
      })}
      {Object.entries(graph.nodes).map(([id, { kind }]) => (
        <rect
          key={id}
          data-group={definitionOf(kind)?.group}
          className={classes.box}
          x={places[id]?.[0]}
          y={places[id]?.[1]}
          width={WIDTH}
          height={HEIGHT}
          rx={14}
        />
      ))}
    </svg>
  );
}

type Place = readonly [number, number];

function curve([x, y]: Place, [toX, toY]: Place): string {
  const startX = x + WIDTH;
  const [startY, endY] = [y + HEIGHT / 2, toY + HEIGHT / 2];
  const bend = Math.max(40, Math.abs(toX - startX) / 2);
  return `M${startX} ${startY}C${startX + bend} ${startY} ${toX - bend} ${endY} ${toX} ${endY}`;
}
