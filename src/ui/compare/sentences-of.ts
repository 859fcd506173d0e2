/** What differs from the baseline, a sentence for each run in the language on show; empty for the baseline itself. */
import type { ComparedRun } from '../../compare/compared-run.ts';
import { diffDocuments, hasDifference } from '../../graph/diff/diff-documents.ts';
import { compareTexts } from './compare-texts.ts';

export function sentencesOf(runs: readonly ComparedRun[], baseline: number): string[] {
  const texts = compareTexts.now();
  const before = runs[baseline];
  return runs.map((run, index) => {
    if (!before || index === baseline) return '';
    const diff = diffDocuments(before.document, run.document);
    // Variants often share the name of their document; runs are told apart by theirs.
    return hasDifference(diff)
      ? texts.say({ ...diff, names: [before.name, run.name] })
      : texts.same;
  });
}
