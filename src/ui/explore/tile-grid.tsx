/** Pictures in lines; those that can be picked are buttons that stay down. */
import { Text } from '@mantine/core';
import type { Pictures } from '../../runtime/explore/requests.ts';
import type { Tiles } from '../../runtime/explore/tiles.ts';
import classes from './explore.module.css';
import { Tile } from './tile.tsx';

interface TileGridProps {
  readonly tiles: Tiles;
  /** Null: as many as fit. */
  readonly columns: number | null;
  readonly side: number;
  label(index: number): string;
  /** Below a picture, above what is said of it. */
  caption?(index: number): string;
  /** Above the columns, one each. */
  readonly heads?: readonly string[];
  readonly verdicts?: Pictures['verdicts'];
  readonly patches?: Tiles | null;
  isPressed?(index: number): boolean;
  /** Absent where nothing can be picked. */
  onPick?(index: number): void;
  canPick?(index: number): boolean;
}

export function TileGrid(props: TileGridProps) {
  const {
    tiles,
    columns,
    side,
    label,
    verdicts,
    patches,
    isPressed,
    onPick,
    canPick,
    caption,
    heads,
  } = props;
  const template =
    columns === null ? {} : { gridTemplateColumns: `repeat(${columns}, max-content)` };
  return (
    <div className={classes.grid} data-fits={columns === null || undefined} style={template}>
      {heads?.map((head, index) => (
        <Text
          key={`head ${index}`}
          component="span"
          size="xs"
          c="dimmed"
          className={classes.head}
          maw={side}
          title={head}
          aria-hidden
        >
          {head}
        </Text>
      ))}
      {Array.from({ length: tiles.count }, (_, index) => {
        const verdict = verdicts?.[index];
        const picture = (
          <span className={classes.framed}>
            <Tile tiles={tiles} index={index} side={side} />
            {patches && <Tile tiles={patches} index={index} side={side} isOverlay />}
          </span>
        );
        const said = (
          <>
            {caption && (
              <Text component="span" size="xs" className={classes.caption} maw={side}>
                {caption(index)}
              </Text>
            )}
            {verdict != null && (
              <Text component="span" size="xs" c="dimmed" className={classes.verdict}>
                {verdict.toFixed(2)}
              </Text>
            )}
          </>
        );
        return onPick && (canPick?.(index) ?? true) ? (
          <button
            key={index}
            type="button"
            className={classes.pick}
            aria-label={label(index)}
            aria-pressed={isPressed?.(index) ?? false}
            onClick={() => onPick(index)}
          >
            {picture}
            {said}
          </button>
        ) : (
          <span key={index} role="img" aria-label={label(index)} className={classes.still}>
            {picture}
            {said}
          </span>
        );
      })}
    </div>
  );
}
