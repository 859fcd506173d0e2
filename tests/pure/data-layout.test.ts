/** What folders say about the images in them. */
import { describe, expect, test } from 'vitest';
import { layOut } from '../../src/data/files/layout.ts';

const lay = (...paths: readonly string[]) => layOut(paths.map((path) => ({ path })));

describe('folders', () => {
  test('of classes give each image its label, in the order of names', () => {
    const { used, classNames } = lay('pets/dog/1.png', 'pets/cat/2.png', 'pets/cat/deep/er/1.png');
    expect(classNames).toEqual(['cat', 'dog']);
    expect(used.map(({ file, label }) => [file.path, label])).toEqual([
      ['pets/cat/2.png', 0],
      ['pets/cat/deep/er/1.png', 0],
      ['pets/dog/1.png', 1],
    ]);
  });

  test('that all images share are no classes', () => {
    const { used, classNames } = lay('a/b/1.png', 'a/b/2.png');
    expect(classNames).toBeUndefined();
    expect(used).toHaveLength(2);
  });

  test('of two archives side by side are classes, named without their ending', () => {
    expect(lay('cats.zip/1.png', 'dogs.zip/1.png').classNames).toEqual(['cats', 'dogs']);
  });

  test('of splits hold back what is not for training, above classes or below', () => {
    for (const paths of [
      ['s/train/cat/1.png', 's/train/dog/1.png', 's/test/cat/2.png', 's/val/dog/3.png'],
      ['s/cat/train/1.png', 's/dog/train/1.png', 's/cat/test/2.png', 's/dog/val/3.png'],
    ]) {
      const { used, heldBack, classNames } = lay(...paths);
      expect(classNames).toEqual(['cat', 'dog']);
      expect(used).toHaveLength(2);
      expect(heldBack).toHaveLength(2);
    }
  });

  test('of a test set alone are used', () => {
    const { used, heldBack, hasSplit } = lay('test/1.png', 'test/2.png');
    expect([used.length, heldBack.length, hasSplit]).toEqual([2, 0, true]);
  });

  test.each([
    ['trainA', 'trainB', 'testA'],
    ['TrainA', 'train_b', 'test-a'],
  ])('%s and %s are domains', (a, b, held) => {
    const { used, heldBack, misplaced } = lay(
      `x/${b}/1.png`,
      `x/${a}/1.png`,
      `x/${held}/2.png`,
      'x/preview.png',
    );
    expect(used.map(({ file, domain }) => `${file.path} ${domain}`).sort()).toEqual(
      [`x/${a}/1.png a`, `x/${b}/1.png b`].sort(),
    );
    expect(heldBack).toHaveLength(1);
    expect(misplaced.map(({ file }) => file.path)).toEqual(['x/preview.png']);
  });

  test('of classes tell which images lie in none of them', () => {
    const { used, misplaced } = lay('s/cat/1.png', 's/dog/1.png', 's/readme.png');
    expect(used).toHaveLength(2);
    expect(misplaced).toMatchObject([{ file: { path: 's/readme.png' } }]);
  });

  test('by the thousand, one for each day, are not taken for classes', () => {
    const days = Array.from({ length: 10_001 }, (_, i) => `photos/day${i}/1.png`);
    const { used, classNames, notes } = lay(...days);
    expect(classNames).toBeUndefined();
    expect(used).toHaveLength(10_001);
    expect(notes.join()).toMatch(/10,001 folders/);
  });

  test('in any order give the same order', () => {
    const paths = ['a/2.png', 'b/1.png', 'a/10.png', 'c/1.png'];
    expect(lay(...paths.toReversed()).used).toEqual(lay(...paths).used);
  });
});
