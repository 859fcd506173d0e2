/** Several selected nodes: how many, and what can be done with all of them. */
import { Button } from '@mantine/core';
import { removeSelected } from '../canvas/canvas-actions.ts';
import { TrashIcon } from '../icons.tsx';
import classes from './inspector.module.css';

export function SelectionInspector({ count }: { readonly count: number }) {
  return (
    <section className={classes.section}>
      <h2 className={classes.title}>{count} nodes selected</h2>
      <p className={classes.text}>Drag one of them to move all. Select a single node to edit it.</p>
      <div>
        <Button variant="default" leftSection={<TrashIcon size={14} />} onClick={removeSelected}>
          Delete them
        </Button>
      </div>
    </section>
  );
}
