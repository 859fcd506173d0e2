/** A walk that is played, looked through frame by frame, and taken along as a file. */
import { ActionIcon, Button, Slider, Tooltip } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Tiles } from '../../runtime/explore/tiles.ts';
import { gifOf } from '../../store/explore-store.ts';
import { isMotionReduced } from '../reduced-motion.ts';
import { downloadBlob } from '../run/download.ts';
import { DownloadIcon, PauseIcon, PlayIcon } from '../run/icons.tsx';
import { sentence } from '../texts/problem-texts.ts';
import classes from './explore.module.css';
import { exploreTexts } from './explore-texts.ts';
import { recordsWebm, webmOf } from './record-webm.ts';
import { drawTile, shownSize } from './tile.tsx';

const FRAME_MS = 60;
/** Files show a walk at about this side. */
const FILE_SIDE = 256;
const SIDE = 180;

export function WalkPlayer({ tiles }: { readonly tiles: Tiles }) {
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
