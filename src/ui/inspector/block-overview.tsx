/** A block: its name and the parameters that its uses may set. */
import { Button } from '@mantine/core';
import { useDocumentStore } from '../../store/document-store.ts';
import { TrashIcon } from '../icons.tsx';
import { formatNumber } from '../words.ts';
import classes from './inspector.module.css';
import { RenameField } from './rename-field.tsx';

export function BlockOverview({ name }: { readonly name: string }) {
  const block = useDocumentStore((state) => state.document.blocks?.[name]);
  const dispatch = useDocumentStore((state) => state.dispatch);
  const parameters = Object.entries(block?.parameters ?? {});
  return (
    <>
      <section className={classes.section}>
        <h2 className={classes.title}>Block {block?.label ?? name}</h2>
        <p className={classes.text}>
          {block?.description ??
            'Every use of this block is a copy of these layers with weights of its own.'}
        </p>
        <RenameField what="block" name={name} />
      </section>
      {parameters.length > 0 && (
        <section className={classes.section}>
          <h3 className={classes.heading}>Parameters that a use may set</h3>
          <dl className={classes.facts}>
            {parameters.map(([key, { value, label }]) => (
              <Parameter key={key} name={label ?? key} value={value} />
            ))}
          </dl>
        </section>
      )}
      <section className={classes.section}>
        <div>
          <Button
            variant="default"
            leftSection={<TrashIcon size={14} />}
            onClick={() => dispatch({ type: 'remove-block', name })}
          >
            Delete this block
          </Button>
        </div>
      </section>
    </>
  );
}

function Parameter({ name, value }: { readonly name: string; readonly value: number }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{formatNumber(value)}</dd>
    </>
  );
}
