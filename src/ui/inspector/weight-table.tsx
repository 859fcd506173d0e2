/** The weights of a layer by name: shape, count, and which of them are not trained. */
import type { NodeDetails } from '../../compiler/node-details.ts';
import { sizeOf } from '../../nodes/shapes.ts';
import { formatCount } from '../format.ts';
import { useTexts } from '../texts/texts.ts';
import classes from './facts.module.css';

export function WeightTable({ weights }: Pick<NodeDetails, 'weights'>) {
  const { inspector: t } = useTexts();
  if (weights.length === 0) return null;
  return (
    <ul className={classes.weights}>
      {weights.map(({ name, shape, isTrainable }) => (
        <li key={name}>
          <code>{name}</code>
          <span>{shape.join('×') || '1'}</span>
          <span className={classes.count}>
            {isTrainable
              ? formatCount(sizeOf(shape))
              : `${formatCount(sizeOf(shape))} ${t.weightFixed}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
