/** What the channels of a layer give for a sample, and what its filters look like. */
import { Select, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Ask, Contents } from '../../runtime/explore/requests.ts';
import type { Subject } from '../../runtime/explore/subjects.ts';
import { AnswerView } from './answer-view.tsx';
import classes from './explore.module.css';
import { exploreTexts } from './explore-texts.ts';
import { TileGrid } from './tile-grid.tsx';
import { useLatents } from './use-latents.ts';
import { usePictures } from './use-pictures.ts';

const SIDE = 48;
const FILTER_SIDE = 28;

interface LayersModeProps {
  readonly networks: Contents['networks'];
  readonly subject: Subject;
}

export function LayersMode(props: LayersModeProps) {
  return props.subject.latent ? <OfLatent {...props} /> : <Layers {...props} latent={null} />;
}

function OfLatent(props: LayersModeProps) {
  const latents = useLatents(1);
  return <Layers {...props} latent={latents?.[0] ?? null} />;
}

function Layers({
  networks,
  subject,
  latent,
}: LayersModeProps & { readonly latent: Float32Array | null }) {
  const texts = exploreTexts.use().layers;
  const [network, setNetwork] = useState(subject.networks[0] ?? networks[0]?.name ?? '');
  const layers = networks.find(({ name }) => name === network)?.layers ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const layer = layers.find(({ id }) => id === chosen)?.id ?? layers[0]?.id;
  const isReady = latent !== null || subject.latent === null;
  const ask = useMemo((): Ask | null => {
    if (layer === undefined || !isReady) return null;
    return { type: 'layer', place: { network, layer }, latent };
  }, [network, layer, latent, isReady]);
  const answered = usePictures(ask);
  return (
    <>
      <div className={classes.bar}>
        <Select
          size="xs"
          w={150}
          label={texts.network}
          data={networks.map(({ name }) => name)}
          value={network}
          allowDeselect={false}
          onChange={(value) => value !== null && setNetwork(value)}
        />
        <Select
          size="xs"
          w={240}
          label={texts.layer}
          data={layers.map(({ id, kind }) => ({ value: id, label: `${id} · ${kind}` }))}
          value={layer ?? null}
          allowDeselect={false}
          searchable
          onChange={(value) => value !== null && setChosen(value)}
        />
        <Text size="xs" c="dimmed">
          {texts.help}
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
                  {texts.filters}
                </Text>
                <TileGrid {...filters} side={FILTER_SIDE} label={(i) => texts.filter(i + 1)} />
              </>
            )}
          </>
        )}
      </AnswerView>
    </>
  );
}
