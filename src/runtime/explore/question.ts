/** What every question to a checkpoint needs: its subject and setting as a scene, and pictures of latents in their classes. */
import { sizeOf } from '../../nodes/shapes.ts';
import { ExploreError } from './explore-error.ts';
import type { Explorer } from './explorer.ts';
import type { Blend } from './intervention.ts';
import { type Latent, truncate } from './latent.ts';
import type { Labels, Pictures, Setting } from './requests.ts';
import { joinedRows, rowsFrom } from './rows.ts';
import type { Scene } from './scene.ts';
import type { Subject } from './subjects.ts';
import { type Tiles, tilesOf } from './tiles.ts';
import { verdictsOf } from './verdicts.ts';

/** What a subject may be made of. */
type Part = 'latent' | 'label' | 'image' | 'styles' | 'encoder';

const WORDS: Readonly<Record<Part, string>> = {
  latent: 'noise',
  image: 'an image of the data',
  styles: 'styles that can be mixed',
  label: 'a class',
  encoder: 'an encoder',
};

export class Question {
  constructor(
    readonly explorer: Explorer,
    readonly subject: Subject,
    readonly setting: Setting,
  ) {}

  /** A part of the subject. Throws ExploreError where it is made without. */
  of<P extends Part>(part: P): NonNullable<Subject[P]> {
    const found = this.subject[part];
    if (found) return found;
    throw new ExploreError(
      `"${this.subject.title}" is made without ${WORDS[part]}. Choose another picture.`,
    );
  }

  scene(values: readonly string[], count: number, given: Scene['given'] = {}): Scene {
    const { seed, psi, hasNoise, label } = this.setting;
    const { usesAverage, label: source } = this.subject;
    const labels =
      label === null || source === null
        ? {}
        : { [source.value]: { values: new Float32Array(count).fill(label), shape: [] } };
    return {
      ...{ values, count, seed, psi, usesAverage },
      isWithoutNoise: !hasNoise,
      given: { ...labels, ...given },
    };
  }

  /** Latents of the setting's seed, with their classes. The first ones are the same, however many there are. */
  async drawn(
    count: number,
  ): Promise<{ readonly latents: readonly Latent[]; readonly labels: Labels }> {
    const { label } = this.subject;
    const values = [this.of('latent').value, ...(label ? [label.value] : [])];
    const [latents, labels] = await this.explorer.evaluate(this.scene(values, count));
    return { latents: rowsFrom(latents), labels: labels ? [...labels.values] : [] };
  }

  /** Classes as they are shown: the one that is chosen, else each its own, else the first. */
  shownLabels(latents: readonly Latent[], labels: Labels): readonly number[] | null {
    if (!this.subject.label) return null;
    return latents.map((_, i) => this.setting.label ?? labels[i] ?? 0);
  }

  given(latents: readonly Latent[], labels: readonly number[] | null): Scene['given'] {
    const { value, shape, center } = this.of('latent');
    const psi = this.subject.truncates ? null : this.setting.psi;
    for (const one of latents) {
      if (one.length !== sizeOf(shape)) {
        throw new ExploreError(
          `A sample has ${one.length} numbers, this network takes ${sizeOf(shape)}. It was picked from another run: draw samples anew.`,
        );
      }
    }
    const moved = psi === null ? latents : latents.map((one) => truncate(one, psi, center));
    return {
      [value]: { values: joinedRows(moved), shape },
      ...(labels && this.subject.label
        ? { [this.subject.label.value]: { values: Float32Array.from(labels), shape: [] } }
        : {}),
    };
  }

  /** @param labels as they are shown */
  async pictures(
    latents: readonly Latent[],
    labels: readonly number[] | null,
    how: { readonly blend?: Blend; readonly isJudged?: boolean } = {},
  ): Promise<Pictures> {
    const given = this.given(latents, labels);
    const shown = await this.shown(latents.length, given, how.isJudged === true, how.blend ?? null);
    return { ...shown, latents, labels: labels ?? [] };
  }

  async shown(
    count: number,
    given: Scene['given'],
    isJudged: boolean,
    blend: Blend | null = null,
  ): Promise<Pictures> {
    const { value, judge } = this.subject;
    const asked = isJudged && judge ? [value, judge.value] : [value];
    const scene = { ...this.scene(asked, count, given), blend };
    const [samples, verdicts] = await this.explorer.evaluate(scene);
    if (!samples) throw new Error('internal: no samples were made');
    return { ...plain(tilesOf(samples, this.subject)), ...verdictsOf(verdicts) };
  }
}

/** Pictures of which no more is known. */
export const plain = (tiles: Tiles): Pictures => ({
  tiles,
  columns: null,
  latents: [],
  labels: [],
  verdicts: null,
  patches: null,
  values: [],
  filters: null,
});
