/** Other places that hold what a block holds, each with a box to tick: a use of the block will stand there. */
import { Checkbox } from '@mantine/core';
import type { EqualPlace } from '../../graph/equal-places.ts';
import { graphName } from '../words.ts';
import classes from './blocks.module.css';
import { groupDialogsTexts } from './group-dialogs-texts.ts';

interface EqualListProps {
  readonly places: readonly EqualPlace[];
  /** By `placeKey`. */
  readonly chosen: ReadonlySet<string>;
  onChoose(chosen: ReadonlySet<string>): void;
}

export const placeKey = ({ graph, nodes }: EqualPlace): string =>
  `${graph} ${[...nodes.values()].join(' ')}`;

export function EqualList({ places, chosen, onChoose }: EqualListProps) {
  const { equal: texts } = groupDialogsTexts.use();
  const wanted = places.filter((place) => chosen.has(placeKey(place)));
  if (places.length === 0) return null;
  return (
    <fieldset className={classes.numbers}>
      <legend className={classes.heading}>{texts.heading}</legend>
      <Checkbox
        size="xs"
        label={texts.all(places.length)}
        checked={wanted.length === places.length}
        indeterminate={wanted.length > 0 && wanted.length < places.length}
        onChange={({ currentTarget: { checked } }) =>
          onChoose(new Set(checked ? places.map(placeKey) : []))
        }
      />
      {places.length > 1 &&
        places.map((place) => (
          <Checkbox
            key={placeKey(place)}
            size="xs"
            ml="lg"
            label={labelOf(place, texts)}
            checked={chosen.has(placeKey(place))}
            onChange={({ currentTarget: { checked } }) => {
              const next = new Set(chosen);
              if (checked) next.add(placeKey(place));
              else next.delete(placeKey(place));
              onChoose(next);
            }}
          />
        ))}
      {places.length === 1 &&
        places.map((place) => (
          <p key={placeKey(place)} className={classes.sentence}>
            {labelOf(place, texts)}
          </p>
        ))}
    </fieldset>
  );
}

/** More are told by their number. */
const MOST_NAMES = 3;

function labelOf(
  { graph, nodes, values }: EqualPlace,
  texts: ReturnType<typeof groupDialogsTexts.use>['equal'],
): string {
  const ids = [...nodes.values()];
  const names = ids.slice(0, MOST_NAMES).join(', ');
  const left = ids.length - MOST_NAMES;
  const given = Object.entries(values).map(([name, value]) => `${name} ${value}`);
  const where = texts.place(left > 0 ? texts.more(names, left) : names, graphName(graph));
  return [where, ...given].join(' · ');
}
