/** A block: its name, what it is about, and the parameters that its uses may set. */
import { blockId } from '../../graph/graph-of.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { GraphUses } from '../blocks/graph-uses.tsx';
import { AddParameter } from '../parameters/add-parameter.tsx';
import { ParameterControl } from '../parameters/parameter-control.tsx';
import { useTexts } from '../texts/texts.ts';
import { GraphAbout } from './graph-about.tsx';
import classes from './inspector.module.css';
import { RenameField } from './rename-field.tsx';

export function BlockOverview({ name }: { readonly name: string }) {
  const { inspector: t } = useTexts();
  const block = useDocumentStore((state) => state.document.blocks?.[name]);
  const parameters = Object.entries(block?.parameters ?? {});
  return (
    <>
      <section className={classes.section}>
        <h2 className={classes.title}>{t.blockNamed(block?.label ?? name)}</h2>
        <RenameField what="block" name={name} />
        <GraphAbout id={blockId(name)} graph={block} placeholder={t.describeBlock} />
      </section>
      <section className={classes.section}>
        <h3 className={classes.heading}>{t.blockParameters}</h3>
        {parameters.map(([key, parameter]) => (
          <ParameterControl key={key} owner={name} name={key} parameter={parameter} />
        ))}
        <AddParameter owner={name} />
      </section>
      <GraphUses graph={blockId(name)} />
    </>
  );
}
