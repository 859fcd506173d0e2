/** The experiment: what it is, how large its networks are, how long it trains. */
import { Textarea } from '@mantine/core';
import { useDocumentStore } from '../../store/document-store.ts';
import { LinkIcon } from '../icons.tsx';
import { useDraft } from '../use-draft.ts';
import classes from './inspector.module.css';
import { NetworkTable } from './network-table.tsx';
import { TrainingForm } from './training-form.tsx';

export function DocumentOverview() {
  const description = useDocumentStore((state) => state.document.description ?? '');
  const references = useDocumentStore((state) => state.document.references);
  const dispatch = useDocumentStore((state) => state.dispatch);
  const draft = useDraft(description, (text) =>
    dispatch({ type: 'set-about', description: text.trim() }),
  );
  return (
    <>
      <section className={classes.section}>
        <h2 className={classes.title}>Experiment</h2>
        <Textarea
          aria-label="Description of the experiment"
          placeholder="What is this experiment about?"
          size="xs"
          autosize
          minRows={2}
          maxRows={12}
          maxLength={10_000}
          {...draft.input}
        />
        {references?.map(({ title, url }) => (
          <a key={url} className={classes.paper} href={url} target="_blank" rel="noreferrer">
            <LinkIcon size={13} />
            <span>{title}</span>
          </a>
        ))}
      </section>
      <NetworkTable />
      <TrainingForm />
    </>
  );
}
