/** The ports of a node: inputs on the left, outputs on the right, named where a name says something. */
import { graphOf } from '../../graph/graph-of.ts';
import type { GraphId } from '../../graph/problem.ts';
import type { InputPort, OutputPort, Ports } from '../../nodes/define.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { phrase } from '../texts/kind-texts.ts';
import { useTexts } from '../texts/texts.ts';
import classes from './node.module.css';
import { PortHandle } from './port-handle.tsx';
import { inputLabels, outputLabel } from './port-labels.ts';

interface PortRowsProps {
  readonly graph: GraphId;
  readonly node: string;
  readonly ports: Ports;
}

export function PortRows({ graph, node, ports }: PortRowsProps) {
  const { inputs, outputs } = ports;
  const joined = useDocumentStore((state) =>
    inputLabels(graphOf(state.document, graph), node, ports).join(SEPARATOR),
  );
  const labels = joined.split(SEPARATOR);
  const outLabel = outputs[0] ? outputLabel(outputs[0], ports) : '';
  if (isPlain(ports, labels, outLabel)) {
    return (
      <>
        {inputs[0] && <Input port={inputs[0]} />}
        {outputs[0] && <Output port={outputs[0]} />}
      </>
    );
  }
  const rows = Array.from({ length: Math.max(inputs.length, outputs.length) }, (_, row) => row);
  return (
    <div className={classes.ports}>
      {rows.map((row) => {
        const input = inputs[row];
        const output = outputs[row];
        return (
          <div className={classes.row} key={`${input?.name ?? ''}>${output?.name ?? ''}`}>
            {input && <Input port={input} />}
            <span className={classes.portName}>{input && labels[row]}</span>
            <span className={classes.portName}>{output && outputLabel(output, ports)}</span>
            {output && <Output port={output} />}
          </div>
        );
      })}
    </div>
  );
}

/** No title of a node has it. */
const SEPARATOR = '\n';

/** One way in, one way out, neither with a name that says something: the node reads as a box on a line. */
function isPlain(
  { inputs, outputs }: Ports,
  labels: readonly string[],
  lastLabel: string,
): boolean {
  if (inputs.length > 1 || outputs.length > 1) return false;
  return ['', 'in'].includes(labels[0] ?? '') && lastLabel === '';
}

function Input({ port }: { readonly port: InputPort }) {
  const { ports, types } = useTexts().wiring;
  const type = types[port.accepts];
  const hint = port.isOptional ? ports.optionalHint : ports.inputHint;
  return (
    <PortHandle
      side="input"
      name={port.name}
      port={port.accepts}
      isOptional={port.isOptional === true}
      hint={hint(port.name, type, phrase(port.help ?? ''))}
      label={ports.input(port.name, type)}
    />
  );
}

function Output({ port }: { readonly port: OutputPort }) {
  const { ports, types } = useTexts().wiring;
  const type = types[port.gives];
  return (
    <PortHandle
      side="output"
      name={port.name}
      port={port.gives}
      hint={ports.outputHint(port.name, type, phrase(port.help ?? ''))}
      label={ports.output(port.name, type)}
    />
  );
}
