/** What the inspector says at the end about a network or block: where it is used, and what can be done with all of it. */
import { Button } from '@mantine/core';
import type { GraphId } from '../../graph/problem.ts';
import { TrashIcon } from '../icons.tsx';
import inspector from '../inspector/inspector.module.css';
import { useTexts } from '../texts/texts.ts';
import { askToRemoveGraph } from './ask-to-remove.ts';
import classes from './blocks.module.css';
import { duplicateShown } from './structure-actions.ts';
import { UsesList } from './uses-list.tsx';

export function GraphUses({ graph }: { readonly graph: GraphId }) {
  const { uses, remove } = useTexts().structure;
  const isNetwork = graph.startsWith('networks.');
  return (
    <>
      <section className={inspector.section}>
        <h3 className={inspector.heading}>{uses.heading}</h3>
        <UsesList graph={graph} />
      </section>
      <section className={inspector.section}>
        <div className={classes.ends}>
          <Button variant="default" onClick={duplicateShown}>
            {remove.duplicate}
          </Button>
          <Button
            variant="default"
            leftSection={<TrashIcon size={14} />}
            onClick={() => askToRemoveGraph(graph)}
          >
            {isNetwork ? remove.network : remove.block}
          </Button>
        </div>
      </section>
    </>
  );
}
