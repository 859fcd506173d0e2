/** A use of a network: how often the network is used, by which steps it is trained, what it keeps in memory. */
import { networkActivations } from '../../../compiler/node-details.ts';
import type { Program } from '../../../compiler/program.ts';
import { trainersOf } from '../../../compiler/roles.ts';
import { useDocumentStore } from '../../../store/document-store.ts';
import { formatBytes, formatCount } from '../../format.ts';
import { useTexts } from '../../texts/texts.ts';
import classes from '../facts.module.css';
import { NodeLink } from './node-link.tsx';

interface ApplyRoleProps {
  readonly id: string;
  readonly program: Program;
}

const BYTES = 4;

export function ApplyRole({ id, program }: ApplyRoleProps) {
  const { inspector: t } = useTexts();
  const nodes = useDocumentStore((state) => state.document.objective.nodes);
  const name = String(nodes[id]?.params?.network ?? '');
  const uses = Object.values(nodes).filter(
    ({ kind, params }) => kind === 'apply' && params?.network === name,
  );
  const trainers = trainersOf(program, name);
  const elements = networkActivations(program, name);
  return (
    <>
      <dt>{t.uses}</dt>
      <dd>{t.usedTimes(uses.length)}</dd>
      <dt>{t.trainedBy}</dt>
      <dd className={classes.links}>
        {trainers.length === 0 && t.nobody}
        {trainers.map((node) => (
          <NodeLink key={node} id={node} />
        ))}
      </dd>
      <dt>{t.activations}</dt>
      <dd>
        {formatBytes(elements * program.batchSize * BYTES)}
        <small> {t.forBatch(formatCount(program.batchSize))}</small>
      </dd>
    </>
  );
}
