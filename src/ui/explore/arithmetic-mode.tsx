/** A − B + C of picks, several in each slot, with the neighbours of the result around it. */
import { SegmentedControl, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Ask, Pictures } from '../../runtime/explore/requests.ts';
import { type Pick, useExploreStore } from '../../store/explore-store.ts';
import { EmptyState } from '../run/empty-state.tsx';
import { AnswerView } from './answer-view.tsx';
import classes from './explore.module.css';
import { exploreTexts } from './explore-texts.ts';
import { PickTray } from './pick-tray.tsx';
import { Tile } from './tile.tsx';
import { TileGrid } from './tile-grid.tsx';
import { usePicking } from './use-picking.ts';
import { usePictures } from './use-pictures.ts';

const SLOTS = ['A', 'B', 'C'] as const;
type Slot = (typeof SLOTS)[number];
const SIGNS: Readonly<Record<Slot, string>> = { A: '', B: '−', C: '+' };
const SIDE = 56;

export function ArithmeticMode() {
  const texts = exploreTexts.use().arithmetic;
  const picks = useExploreStore((state) => state.picks);
  const [slot, setSlot] = useState<Slot>('A');
  const [held, setHeld] = useState<Readonly<Record<Slot, readonly Pick[]>>>({
    A: [],
    B: [],
    C: [],
  });
  const ask = useMemo((): Ask | null => {
    const [a, b, c] = SLOTS.map((name) => held[name].map(({ latent }) => latent));
    if (!a?.length && !b?.length && !c?.length) return null;
    return { type: 'combine', a: a ?? [], b: b ?? [], c: c ?? [] };
  }, [held]);
  const answered = usePictures(ask);
  const isEmpty = ask === null && picks.length === 0;
  const put = (pick: Pick) => setHeld((now) => ({ ...now, [slot]: [...now[slot], pick] }));
  const take = (from: Slot, at: number) =>
    setHeld((now) => ({ ...now, [from]: now[from].filter((_, index) => index !== at) }));
  if (isEmpty) return <EmptyState title={texts.few}>{null}</EmptyState>;
  return (
    <>
      <div className={classes.sum}>
        <div className={classes.slots}>
          <div className={classes.bar}>
            <SegmentedControl
              size="xs"
              aria-label={texts.slot}
              value={slot}
              onChange={(value) => setSlot(value as Slot)}
              data={[...SLOTS]}
            />
            <Text size="xs" c="dimmed">
              {texts.help}
            </Text>
          </div>
          {SLOTS.map((name) => (
            <div key={name} className={classes.slot} data-marked={name === slot || undefined}>
              <Text component="span" size="sm" fw={600} w={30}>
                {`${SIGNS[name]} ${name}`}
              </Text>
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
        </div>
        <AnswerView answered={answered}>{(pictures) => <Result pictures={pictures} />}</AnswerView>
      </div>
      <PickTray onUse={put} />
    </>
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
