/** A graph that came in the fragment of the page's address: checked as a file is, opened in a tab, and taken out of the address. */
import { notifications } from '@mantine/notifications';
import type { unpackDocument } from '../../store/share-link.ts';
import { formatCount } from '../format.ts';
import { textsNow } from '../texts/texts.ts';
import { openText } from './open-graph.ts';

export const LINK_KEY = 'g';

/** Of the address now, and of any that is typed or pasted over it while the page is open. */
export async function startOpeningLinks(): Promise<void> {
  addEventListener('hashchange', () => void openLink());
  await openLink();
}

async function openLink(): Promise<void> {
  const { hash, pathname, search } = window.location;
  if (!hash.startsWith(`#${LINK_KEY}=`)) return;
  // Gone from the address before anything can fail: a reload must not open it once more.
  history.replaceState(history.state, '', `${pathname}${search}`);
  const texts = textsNow().files.link;
  const { unpackDocument } = await import('../../store/share-link.ts');
  const found = unpackDocument(hash.slice(LINK_KEY.length + 2));
  if (found.type === 'text') {
    await openText(found.text, texts.sharedName, { type: 'link' });
    return;
  }
  notifications.show({
    color: 'red',
    autoClose: false,
    title: texts.notOpened,
    message: sentenceOf(found),
  });
}

function sentenceOf(
  found: Exclude<ReturnType<typeof unpackDocument>, { readonly type: 'text' }>,
): string {
  const texts = textsNow().files.link;
  switch (found.type) {
    case 'cut':
      return found.wanted > 0
        ? texts.cut(formatCount(found.found), formatCount(found.wanted))
        : texts.cutShort;
    case 'altered':
      return texts.altered;
    case 'unknown-version':
      return texts.newer;
    case 'too-large':
      return texts.tooLarge;
  }
}
