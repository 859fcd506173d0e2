/** What a layer gives for one sample, channel by channel, and its weights. */
import { hasTrait } from '../../nodes/catalog.ts';
import { ExploreError } from './explore-error.ts';
import { imageFrom } from './person-image.ts';
import { plain, type Question } from './question.ts';
import type { Ask, Pictures } from './requests.ts';
import type { Scene } from './scene.ts';
import { activationTiles, joinedTiles } from './tiles.ts';
import { weightTiles } from './weight-tiles.ts';

const MOST_CHANNELS = 64;

type AskLayer = Extract<Ask, { readonly type: 'layer' }>;

export async function layer(question: Question, ask: AskLayer): Promise<Pictures> {
  const { explorer, subject } = question;
  const { place } = ask;
  const given = givenFor(question, ask);
  const asked = [subject.value, ...(subject.judge ? [subject.judge.value] : [])];
  const seen = await explorer.look(question.scene(asked, 1, given), place);
  const weights = await explorer.weights(place);
  const filters = weightTiles(weights.values(), isTransposed(question, place));
  if (!seen.layer && !filters) {
    throw new ExploreError(
      `Layer "${place.layer}" of ${place.network} has no filters, and this picture does not come through it. Choose another layer or picture.`,
    );
  }
  const tiles = seen.layer ? activationTiles(seen.layer, MOST_CHANNELS) : joinedTiles([]);
  return { ...plain(tiles), filters };
}

function givenFor(question: Question, { latent, label, pixels }: AskLayer): Scene['given'] {
  const { subject } = question;
  if (latent && subject.latent)
    return question.given([latent], question.shownLabels([latent], [label]));
  const { image } = subject;
  return pixels && image ? { [image.value]: imageFrom(pixels, image) } : {};
}

function isTransposed({ explorer }: Question, { network, layer }: AskLayer['place']): boolean {
  const layers = explorer.program.networks.find(({ name }) => name === network)?.layers;
  const kind = layers?.find(({ id }) => id === layer)?.kind;
  return kind !== undefined && hasTrait(kind, 'outputs-first');
}
