/** The networks and blocks of the document with their sizes; a click opens one. */
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { formatCount } from '../format.ts';
import { later } from '../later.tsx';
import { useTexts } from '../texts/texts.ts';
import classes from './inspector.module.css';

const DocumentCosts = later(async () => (await import('./document-costs.tsx')).DocumentCosts);

export function NetworkTable() {
  const { inspector: t } = useTexts();
  const networks = useDocumentStore((state) => state.document.networks);
  const blocks = useDocumentStore((state) => state.document.blocks);
  const summary = useDocumentStore((state) => state.compilation.summary);
  const enter = useCanvasStore((state) => state.enter);
  const names = Object.keys(networks);
  if (names.length === 0) {
    return (
      <section className={classes.section}>
        <h3 className={classes.heading}>{t.networks}</h3>
        <p className={classes.text}>{t.noNetworksYet}</p>
      </section>
    );
  }
  return (
    <section className={classes.section}>
      <table className={classes.rows}>
        <thead>
          <tr>
            <th>{t.networks}</th>
            <th>{t.trainedParameters}</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => {
            const sizes = summary?.networks[name];
            return (
              <tr key={name}>
                <td>
                  <button
                    type="button"
                    className={classes.open}
                    onClick={() => enter(`networks.${name}`)}
                  >
                    {name}
                  </button>
                </td>
                <td>{sizes ? formatCount(sizes.trainable) : '–'}</td>
              </tr>
            );
          })}
          {Object.keys(blocks ?? {}).map((name) => (
            <tr key={`block ${name}`}>
              <td>
                <button
                  type="button"
                  className={classes.open}
                  onClick={() => enter(`blocks.${name}`)}
                >
                  {name}
                </button>
              </td>
              <td>{t.block}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {summary && <DocumentCosts className={classes.facts} />}
    </section>
  );
}
