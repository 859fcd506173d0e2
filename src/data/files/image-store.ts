/** Images of one form in one array: each has its place from the start, and places that stayed empty are closed at the end. */
import type { Labels } from '../dataset.ts';
import type { StoredForm } from './fit-image.ts';

export interface StoredImages {
  readonly count: number;
  readonly pixels: Uint8Array;
  readonly labels?: Labels;
}

export class ImageStore {
  private readonly size: number;
  private readonly pixels: Uint8Array;
  private readonly isFilled: Uint8Array;

  constructor(
    count: number,
    form: StoredForm,
    private readonly labels?: Labels,
  ) {
    this.size = form.height * form.width * form.channels;
    this.pixels = new Uint8Array(count * this.size);
    this.isFilled = new Uint8Array(count);
  }

  put(place: number, pixels: Uint8Array): void {
    this.pixels.set(pixels, place * this.size);
    this.isFilled[place] = 1;
  }

  /** How many of the first places hold an image. */
  filledBefore(place: number): number {
    return this.isFilled.subarray(0, place).reduce((sum, is) => sum + is, 0);
  }

  finish(): StoredImages {
    const { size, pixels, labels, isFilled } = this;
    let count = 0;
    for (let place = 0; place < isFilled.length; place++) {
      if (isFilled[place] === 0) continue;
      if (count !== place) {
        pixels.copyWithin(count * size, place * size, (place + 1) * size);
        if (labels) labels[count] = labels[place] ?? 0;
      }
      count += 1;
    }
    // A view would keep, send and store the empty end too.
    const isWhole = count === isFilled.length;
    const kept = isWhole ? pixels : pixels.slice(0, count * size);
    return labels
      ? { count, pixels: kept, labels: isWhole ? labels : labels.slice(0, count) }
      : { count, pixels: kept };
  }
}
