/** The ports of a node: inputs on the left, outputs on the right, named where a name says something. */
import { Handle, Position } from '@xyflow/react';
import type { InputPort, OutputPort, Ports } from '../../nodes/define.ts';
import classes from './node.module.css';

export function PortRows({ ports }: { readonly ports: Ports }) {
  const { inputs, outputs } = ports;
  if (isPlain(ports)) {
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
            <span className={classes.portName}>{input?.name}</span>
            <span className={classes.portName}>{output?.name}</span>
            {output && <Output port={output} />}
          </div>
        );
      })}
    </div>
  );
}

/** One way in, one way out: the node reads as a box on a line and needs no names. */
function isPlain({ inputs, outputs }: Ports): boolean {
  const [input, ...moreInputs] = inputs;
  const [output, ...moreOutputs] = outputs;
  if (moreInputs.length + moreOutputs.length > 0) return false;
  return (!input || input.name === 'in') && (!output || output.name === 'out');
}

function Input({ port }: { readonly port: InputPort }) {
  return (
    <Handle
      type="target"
      position={Position.Left}
      id={port.name}
      className={classes.handle}
      data-port={port.accepts}
      data-optional={port.isOptional === true}
      title={`${port.name}: takes ${port.accepts}${port.isOptional ? ', optional' : ''}. ${port.help ?? ''}`}
      aria-label={`Input ${port.name}, takes ${port.accepts}`}
    />
  );
}

function Output({ port }: { readonly port: OutputPort }) {
  return (
    <Handle
      type="source"
      position={Position.Right}
      id={port.name}
      className={classes.handle}
      data-port={port.gives}
      title={`${port.name}: gives ${port.gives}. ${port.help ?? ''}`}
      aria-label={`Output ${port.name}, gives ${port.gives}`}
    />
  );
}
