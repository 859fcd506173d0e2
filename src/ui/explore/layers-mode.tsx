/** What the channels of a layer give for a sample, and what its filters look like. */
import { Select, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { Ask, Contents } from '../../runtime/explore/requests.ts';
import type { Subject } from '../../runtime/explore/subjects.ts';
import { useExploreStore } from '../../store/explore-store.ts';
import { AnswerView } from './answer-view.tsx';
import classes from './explore.module.css';
import { exploreTexts } from './explore-texts.ts';
import { usePersonPixels } from './person-pixels.ts';
import { TileGrid } from './tile-grid.tsx';
import { useLatents } from './use-latents.ts';
import { usePictures } from './use-pictures.ts';

const SIDE = 48;
const FILTER_SIDE = 28;
const MATRIX_SIDE = 256;

interface LayersModeProps {
  readonly networks: Contents['networks'];
  readonly subject: Subject;
}

export function LayersMode(props: LayersModeProps) {
  return props.subject.latent ? <OfLatent {...props} /> : <OfImage {...props} />;
}

function OfLatent(props: LayersModeProps) {
  const texts = exploreTexts.use().layers;
  const { points, drawing } = useLatents(1);
  const [latent, label] = [points?.latents[0] ?? null, points?.labels[0] ?? null];
  if (!latent) return <AnswerView answered={drawing}>{() => null}</AnswerView>;
  return <Layers {...props} {...{ latent, label }} pixels={null} help={texts.help} />;
}

function OfImage(props: LayersModeProps) {
  const texts = exploreTexts.use().layers;
  const pixels = usePersonPixels(props.subject);
  const help = pixels ? texts.yours : texts.ofData;
  return <Layers {...props} {...{ pixels, help }} latent={null} label={null} />;
}

interface LayersProps extends LayersModeProps {
  readonly latent: Float32Array | null;
  readonly label: number | null;
  readonly pixels: Uint8ClampedArray | null;
  /** What is looked at. */
  readonly help: string;
}

function Layers({ networks, subject, latent, label, pixels, help }: LayersProps) {
  const texts = exploreTexts.use().layers;
  const choices = useExploreStore((state) => state.choices);
  const choose = useExploreStore((state) => state.choose);
  const own = networks.find(({ name }) => name === subject.networks[0]) ?? networks[0];
  const { name: network, layers } = networks.find(({ name }) => name === choices.network) ??
    own ?? { name: '', layers: [] };
  const layer = layers.find(({ id }) => id === choices.layer)?.id ?? layers[0]?.id;
  const ask = useMemo((): Ask | null => {
    if (layer === undefined) return null;
    return { type: 'layer', place: { network, layer }, latent, label, pixels };
  }, [network, layer, latent, label, pixels]);
  const answered = usePictures(ask);
  return (
    <>
      <div className={classes.bar}>
        <Select
          size="xs"
          w={130}
          aria-label={texts.network}
          data={networks.map(({ name }) => name)}
          value={network}
          allowDeselect={false}
          onChange={(value) => choose({ network: value, layer: null })}
        />
        <Select
          size="xs"
          w={240}
          aria-label={texts.layer}
          data={layers.map(({ id, kind }) => ({ value: id, label: `${id} · ${kind}` }))}
          value={layer ?? null}
          allowDeselect={false}
          searchable
          onChange={(value) => choose({ layer: value })}
        />
        <Text size="xs" c="dimmed">
          {help}
        </Text>
      </div>
      <AnswerView answered={answered}>
        {({ tiles, filters }) => (
          <>
            {tiles.count > 0 && (
              <Text size="xs" fw={600}>
                {texts.channels}
              </Text>
            )}
            <TileGrid
              tiles={tiles}
              columns={null}
              side={SIDE}
              label={(i) => texts.channel(i + 1)}
            />
            {filters && (
              <>
                <Text size="xs" fw={600} mt={8}>
                  {filters.form === 'filters' ? texts.filters : texts.matrix}
                </Text>
                <TileGrid
                  tiles={filters.tiles}
                  columns={filters.columns}
                  side={filters.form === 'filters' ? FILTER_SIDE : MATRIX_SIDE}
                  label={(i) => (filters.form === 'filters' ? texts.filter(i + 1) : texts.weights)}
                />
              </>
            )}
          </>
        )}
      </AnswerView>
    </>
  );
}
