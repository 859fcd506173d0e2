/** A − B + C of picks, several in each slot, with the neighbours of the result around it. */
import { Text } from '@mantine/core';
import { useMemo } from 'react';
import type { Ask, Pictures } from '../../runtime/explore/requests.ts';
import { SLOTS, type Slot, useExploreStore } from '../../store/explore-store.ts';
import { AnswerView } from './answer-view.tsx';
import classes from './explore.module.css';
import { exploreTexts } from './explore-texts.ts';
import { FewPicks } from './few-picks.tsx';
import { Tile } from './tile.tsx';
import { TileGrid } from './tile-grid.tsx';
import { usePicking } from './use-picking.ts';
import { usePictures } from './use-pictures.ts';

const SIGNS: Readonly<Record<Slot, string>> = { A: '', B: '−', C: '+' };
const SIDE = 48;

export function ArithmeticMode() {
  const texts = exploreTexts.use().arithmetic;
  const picks = useExploreStore((state) => state.picks);
  const held = useExploreStore((state) => state.slots);
  const { slot } = useExploreStore((state) => state.choices);
  const choose = useExploreStore((state) => state.choose);
  const take = useExploreStore((state) => state.takeOutOf);
  const ask = useMemo((): Ask | null => {
    const [a, b, c] = SLOTS.map((name) => held[name].map(({ latent }) => latent));
    if (!a?.length && !b?.length && !c?.length) return null;
    const label = SLOTS.flatMap((name) => held[name])[0]?.label ?? null;
    return { type: 'combine', a: a ?? [], b: b ?? [], c: c ?? [], label };
  }, [held]);
  const answered = usePictures(ask);
  const isEmpty = ask === null && picks.length === 0;
  if (isEmpty) return <FewPicks title={texts.few} />;
  return (
    <div className={classes.sum}>
      <div className={classes.slots}>
        {SLOTS.map((name) => (
          <div key={name} className={classes.slot} data-marked={name === slot || undefined}>
            <label className={classes.slotName}>
              <input
                type="radio"
                name="explore-slot"
                aria-label={texts.slot(name)}
                checked={name === slot}
                onChange={() => choose({ slot: name })}
              />
              {`${SIGNS[name]} ${name}`}
            </label>
            {held[name].map((pick, index) => (
              <button
                key={`${pick.id}.${index}`}
                type="button"
                className={classes.pick}
                aria-label={texts.inSlot(name, index + 1)}
                onClick={() => take(name, index)}
              >
                <Tile tiles={pick.tile} index={0} side={32} />
              </button>
            ))}
            {held[name].length === 0 && (
              <Text component="span" size="xs" c="dimmed">
                {texts.empty}
              </Text>
            )}
          </div>
        ))}
        <Text size="xs" c="dimmed">
          {texts.help}
        </Text>
      </div>
      <AnswerView answered={answered}>{(pictures) => <Result pictures={pictures} />}</AnswerView>
    </div>
  );
}

function Result({ pictures }: { readonly pictures: Pictures }) {
  const texts = exploreTexts.use().arithmetic;
  const picking = usePicking(pictures);
  const { tiles, columns, verdicts } = pictures;
  const label = (index: number) => (index === 4 ? texts.result : texts.neighbour(index + 1));
  return (
    <div>
      <TileGrid {...{ tiles, columns, verdicts, label, ...picking }} side={SIDE} />
      <Text size="xs" c="dimmed" mt={4}>
        {texts.resultHelp}
      </Text>
    </div>
  );
}
