/** What a step of the document costs: work, and memory where it is computed. */
import { useDocumentStore } from '../../store/document-store.ts';
import { shortCount } from '../format.ts';
import { aboutTexts, useMemoryAbout } from '../run/memory-about.tsx';
import { useTexts } from '../texts/texts.ts';

export function DocumentCosts({ className }: { readonly className: string | undefined }) {
  const { inspector: t } = useTexts();
  const { atPeak, perStep } = aboutTexts.use();
  const summary = useDocumentStore((state) => state.compilation.summary);
  const about = useMemoryAbout();
  return (
    summary && (
      <dl className={className}>
        <dt>{t.multiplyAdds}</dt>
        <dd>
          {shortCount(summary.multiplyAddsPerStep)}
          <small> {perStep}</small>
        </dd>
        <dt>{t.memory}</dt>
        <dd data-testid="memory-about">
          {about} <small style={{ display: 'inline-block' }}>{atPeak}</small>
        </dd>
      </dl>
    )
  );
}
