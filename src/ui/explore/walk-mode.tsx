/** A walk through the picks: a slider, a player, and files to take along. All frames are made first, so that it moves freely. */
import { ActionIcon, Button, SegmentedControl, Slider, Tooltip } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Ask, Pictures } from '../../runtime/explore/requests.ts';
import { gifOf, useExploreStore } from '../../store/explore-store.ts';
import { isMotionReduced } from '../reduced-motion.ts';
import { downloadBlob } from '../run/download.ts';
import { EmptyState } from '../run/empty-state.tsx';
import { DownloadIcon, PauseIcon, PlayIcon } from '../run/icons.tsx';
import { sentence } from '../texts/problem-texts.ts';
import { AnswerView } from './answer-view.tsx';
import classes from './explore.module.css';
import { exploreTexts } from './explore-texts.ts';
import { recordsWebm, webmOf } from './record-webm.ts';
import { drawTile, shownSize } from './tile.tsx';
import { usePictures } from './use-pictures.ts';

const PER_LEG = 24;
const MOST = 192;
const FRAME_MS = 60;
/** Files show a walk at about this side. */
const FILE_SIDE = 256;
const SIDE = 180;

export function WalkMode() {
  const texts = exploreTexts.use().walk;
  const picks = useExploreStore((state) => state.picks);
  const setMode = useExploreStore((state) => state.setMode);
  const [way, setWay] = useState<'linear' | 'spherical'>('spherical');
  const ask = useMemo((): Ask | null => {
    if (picks.length < 2) return null;
    const count = Math.min(MOST, (picks.length - 1) * PER_LEG + 1);
    return { type: 'walk', stops: picks.map(({ latent }) => latent), way, count };
  }, [picks, way]);
  const answered = usePictures(ask);
  if (!ask) {
    return (
      <EmptyState
        title={texts.few}
        action={
          <Button size="xs" variant="default" onClick={() => setMode('sample')}>
            {texts.toSamples}
          </Button>
        }
      >
        {null}
      </EmptyState>
    );
  }
  return (
    <>
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label={texts.way}
          value={way}
          onChange={(value) => setWay(value === 'linear' ? 'linear' : 'spherical')}
          data={[
            { value: 'spherical', label: texts.spherical },
            { value: 'linear', label: texts.linear },
          ]}
        />
      </div>
      <AnswerView answered={answered}>{(pictures) => <Walk pictures={pictures} />}</AnswerView>
    </>
  );
}

function Walk({ pictures: { tiles } }: { readonly pictures: Pictures }) {
  const texts = exploreTexts.use().walk;
  const [frame, setFrame] = useState(0);
  const [isPlaying, setPlaying] = useState(!isMotionReduced());
  const [isSaving, setSaving] = useState<'gif' | 'webm' | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = Math.max(0, tiles.count - 1);
  const shown = Math.min(frame, last);
  useEffect(() => {
    if (canvas.current) drawTile(canvas.current, tiles, shown);
  }, [tiles, shown]);
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setInterval(() => setFrame((now) => (now >= last ? 0 : now + 1)), FRAME_MS);
    return () => clearInterval(timer);
  }, [isPlaying, last]);
  const scale = Math.max(1, Math.round(FILE_SIDE / Math.max(1, tiles.width, tiles.height)));
  const save = async (form: 'gif' | 'webm') => {
    setSaving(form);
    setFault(null);
    try {
      const make = form === 'gif' ? gifOf : webmOf;
      downloadBlob(await make(tiles, FRAME_MS, scale), `walk.${form}`);
    } catch (error) {
      setFault((error as Error).message);
    }
    setSaving(null);
  };
  const canRecord = recordsWebm();
  return (
    <div className={classes.walk}>
      <canvas
        ref={canvas}
        className={classes.tile}
        style={shownSize(tiles, SIDE)}
        role="img"
        aria-label={texts.frame(shown + 1, tiles.count)}
      />
      <div className={classes.walkControls}>
        <div className={classes.player}>
          <ActionIcon
            variant="default"
            aria-label={isPlaying ? texts.pause : texts.play}
            onClick={() => setPlaying(!isPlaying)}
          >
            {isPlaying ? <PauseIcon /> : <PlayIcon />}
          </ActionIcon>
          <Slider
            className={classes.slider}
            min={0}
            max={last}
            value={shown}
            label={null}
            thumbLabel={texts.place}
            onChange={(value) => {
              setPlaying(false);
              setFrame(value);
            }}
          />
        </div>
        <div className={classes.bar}>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<DownloadIcon />}
            loading={isSaving === 'gif'}
            disabled={isSaving !== null}
            onClick={() => void save('gif')}
          >
            {texts.gif}
          </Button>
          <Tooltip label={texts.noWebm} disabled={canRecord}>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<DownloadIcon />}
              loading={isSaving === 'webm'}
              disabled={isSaving !== null || !canRecord}
              onClick={() => void save('webm')}
            >
              {texts.webm}
            </Button>
          </Tooltip>
        </div>
        {fault !== null && <p role="alert">{sentence(fault)}</p>}
      </div>
    </div>
  );
}
