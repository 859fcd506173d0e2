/** The experiment: what it is, how large its networks are, how long it trains. */
import { useDocumentStore } from '../../store/document-store.ts';
import { LinkIcon } from '../icons.tsx';
import { useTexts } from '../texts/texts.ts';
import { DescriptionField } from './description-field.tsx';
import classes from './inspector.module.css';
import { NetworkTable } from './network-table.tsx';
import { TrainingForm } from './training-form.tsx';

export function DocumentOverview() {
  const { inspector: t } = useTexts();
  const description = useDocumentStore((state) => state.document.description ?? '');
  const dispatch = useDocumentStore((state) => state.dispatch);
  const references = useDocumentStore((state) => state.document.references);
  return (
    <>
      <section className={classes.section}>
        <h2 className={classes.title}>{t.experiment}</h2>
        <DescriptionField
          label={t.descriptionOfExperiment}
          description={description}
          placeholder={t.describeExperiment}
          onChange={(text) => dispatch({ type: 'set-about', description: text })}
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
