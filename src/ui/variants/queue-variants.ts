/** Hands runs to the queue: the variants of a sweep as a group, or the document on show alone. */
import type { Document } from '../../../graph-schemas/document.ts';
import { targetName } from '../../graph/variants/sweep.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { useQueueStore } from '../../store/queue.ts';
import { showResults } from '../keyboard/panels.ts';
import { type CheckedVariant, checkVariant } from './check-variants.ts';
import { variantTexts } from './variant-texts.ts';

/** Rejects with a sentence; then none of them was added. */
export async function queueVariants(
  document: Document,
  checked: readonly CheckedVariant[],
  isToTrain: boolean,
): Promise<void> {
  const axes = checked[0]?.variant.values.map(({ target }) => targetName(target)) ?? [];
  const sweep = { id: crypto.randomUUID(), name: `${document.name}: ${axes.join(' × ')}` };
  const queue = useQueueStore.getState();
  await queue.add(
    checked.map(({ variant, steps, multiplyAdds }) => ({
      run: {
        name: variant.name,
        document: variant.document,
        group: {
          ...sweep,
          values: variant.values.map(({ target, value }) => ({ name: targetName(target), value })),
        },
      },
      item: { totalSteps: steps ?? 0, multiplyAdds },
    })),
  );
  showResults('queue');
  if (isToTrain) await queue.switch(true);
}

/** The document on show as it stands. Rejects with a sentence. */
export async function queueDocument(): Promise<void> {
  const { document, compileOther } = useDocumentStore.getState();
  const variant = { name: document.name, document, values: [] };
  const { errors, steps, multiplyAdds } = checkVariant(variant, compileOther);
  if (errors.length > 0) throw new Error(variantTexts.now().queue.hasErrors);
  await useQueueStore.getState().add([
    {
      run: { name: document.name, document },
      item: { totalSteps: steps ?? 0, multiplyAdds },
    },
  ]);
}
