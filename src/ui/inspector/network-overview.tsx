/** A network: its name, its size, its layers. */
import { networkId } from '../../graph/graph-of.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { GraphUses } from '../blocks/graph-uses.tsx';
import { formatCount } from '../format.ts';
import { useTexts } from '../texts/texts.ts';
import { GraphAbout } from './graph-about.tsx';
import classes from './inspector.module.css';
import { LayerTable } from './layer-table.tsx';
import { RenameField } from './rename-field.tsx';

export function NetworkOverview({ name }: { readonly name: string }) {
  const { inspector: t } = useTexts();
  const network = useDocumentStore((state) => state.document.networks[name]);
  const summary = useDocumentStore((state) => state.compilation.summary?.networks[name]);
  return (
    <>
      <section className={classes.section}>
        <h2 className={classes.title}>{t.networkNamed(network?.label ?? name)}</h2>
        <RenameField what="network" name={name} />
        <GraphAbout id={networkId(name)} graph={network} placeholder={t.describeNetwork} />
        {summary && (
          <dl className={classes.facts}>
            <dt>{t.parameters}</dt>
            <dd>
              {formatCount(summary.trainable)}
              {summary.nonTrainable > 0 && (
                <small> {t.notTrained(formatCount(summary.nonTrainable))}</small>
              )}
            </dd>
            <Ports heading={t.in} shapes={summary.inputs} />
            <Ports heading={t.out} shapes={summary.outputs} />
          </dl>
        )}
      </section>
      {summary && <LayerTable network={name} layers={summary.layers} />}
      <GraphUses graph={networkId(name)} />
    </>
  );
}

interface PortsProps {
  readonly heading: string;
  readonly shapes: Readonly<Record<string, readonly number[]>>;
}

function Ports({ heading, shapes }: PortsProps) {
  return (
    <>
      <dt>{heading}</dt>
      <dd>
        {Object.entries(shapes).map(([port, shape]) => (
          <div key={port}>
            <small>{port} </small>
            {shape.join('×')}
          </div>
        ))}
      </dd>
    </>
  );
}
