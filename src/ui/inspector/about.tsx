/** What the node's kind is: one paragraph, its equation, the paper it comes from. */
import type { GraphId } from '../../graph/problem.ts';
import type { Definition } from '../../nodes/define.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { Equation } from '../equation/equation.tsx';
import { LinkIcon } from '../icons.tsx';
import { kindSummary } from '../texts/kind-texts.ts';
import { useTexts } from '../texts/texts.ts';
import classes from './inspector.module.css';

interface AboutProps {
  readonly graph: GraphId;
  readonly id: string;
  readonly definition: Definition;
}

export function About({ graph, id, definition }: AboutProps) {
  const params = useDocumentStore((state) => state.compilation.graphs[graph]?.nodes[id]?.params);
  const { inspector: t } = useTexts();
  const special = params && definition.about ? definition.about(params) : {};
  const { equation = definition.equation, paper = definition.paper } = special;
  return (
    <section className={classes.section}>
      <h3 className={classes.heading}>{t.about}</h3>
      <p className={classes.text}>{kindSummary(definition.kind)}</p>
      {equation && <Equation tex={equation} />}
      {paper && (
        <a className={classes.paper} href={paper.url} target="_blank" rel="noreferrer">
          <LinkIcon size={13} />
          <span>
            {paper.title} ({paper.year})
          </span>
        </a>
      )}
    </section>
  );
}
