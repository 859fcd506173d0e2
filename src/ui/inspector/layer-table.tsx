/** The layers of a network in the order in which they run; a click leads to the layer. */
import { memo } from 'react';
import type { LayerSummary } from '../../compiler/compile-types.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { formatCount } from '../format.ts';
import { useTexts } from '../texts/texts.ts';
import { useSettled } from '../use-settled.ts';
import classes from './inspector.module.css';

interface LayerTableProps {
  readonly network: string;
  readonly layers: readonly LayerSummary[];
}

/** A frame after the canvas: hundreds of rows would keep new shapes there waiting. */
export function LayerTable({ network, layers }: LayerTableProps) {
  return <Rows network={network} layers={useSettled(layers)} />;
}

const Rows = memo(function Rows({ network, layers }: LayerTableProps) {
  const { inspector: t } = useTexts();
  const revealPlace = useCanvasStore((state) => state.revealPlace);
  return (
    <section className={classes.section}>
      <table className={classes.rows}>
        <thead>
          <tr>
            <th>{t.layer}</th>
            <th>{t.output}</th>
            <th>{t.parameters}</th>
          </tr>
        </thead>
        <tbody>
          {layers.map(({ id, outputShape, trainable }) => (
            <tr key={id}>
              <td>
                <button
                  type="button"
                  className={classes.open}
                  onClick={() => revealPlace({ graph: `networks.${network}`, node: nodeOf(id) })}
                >
                  {id}
                </button>
              </td>
              <td>{outputShape.join('×')}</td>
              <td>{trainable > 0 ? formatCount(trainable) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
});

/** Layers inside blocks are found at the node that uses the block. */
const nodeOf = (layer: string) => layer.split('/')[0] ?? layer;
