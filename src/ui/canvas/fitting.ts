/** Which palette entries have a port for a wire that was let go on empty canvas, and which port. */
import type { Document, Edge } from '../../../graph-schemas/document.ts';
import type { NodeFacts } from '../../compiler/compile-types.ts';
import { couldFit } from '../../graph/connection.ts';
import { portsOf } from '../../graph/ports.ts';
import type { GraphId } from '../../graph/problem.ts';
import { definitionOf } from '../../nodes/catalog.ts';
import type { Ports, PortType } from '../../nodes/define.ts';
import { type PaletteEntry, searchableEntries } from '../palette/entries.ts';
import { portOf } from '../words.ts';

/** The end of the wire that is fixed. */
export interface LooseWire {
  readonly node: string;
  readonly port: string;
  readonly side: 'input' | 'output';
  readonly type: PortType;
}

export interface Fitting {
  readonly entry: PaletteEntry;
  /** Of the entry, where the wire ends. */
  readonly port: string;
  /** The wire once the entry stands on the canvas under an id. */
  wire(id: string): Edge;
}

/** The loose wire at a port, with the type that flows there as far as it is known. */
export function looseWire(
  facts: NodeFacts,
  node: string,
  port: string,
  side: LooseWire['side'],
): LooseWire | null {
  const input = facts.ports.inputs.find(({ name }) => name === port);
  const output = facts.ports.outputs.find(({ name }) => name === port);
  const flows = facts.outputs[port];
  const type = side === 'input' ? input?.accepts : flows ? portOf(flows) : output?.gives;
  return type === undefined ? null : { node, port, side, type };
}

export function fittings(document: Document, graph: GraphId, loose: LooseWire): readonly Fitting[] {
  return searchableEntries(document, graph).flatMap((entry) => {
    const port = portFor(portsOfEntry(document, entry), loose);
    if (port === undefined) return [];
    const here = `${loose.node}.${loose.port}`;
    const wire = (id: string): Edge =>
      loose.side === 'output'
        ? { from: here, to: `${id}.${port}` }
        : { from: `${id}.${port}`, to: here };
    return [{ entry, port, wire }];
  });
}

function portsOfEntry(document: Document, entry: PaletteEntry): Ports | null {
  const definition = definitionOf(entry.kind);
  const params = definition?.params.safeParse(entry.params);
  if (!definition || !params?.success) return null;
  return portsOf(document, definition, params.data as Readonly<Record<string, unknown>>);
}

function portFor(ports: Ports | null, { side, type }: LooseWire): string | undefined {
  return side === 'output'
    ? ports?.inputs.find(({ accepts }) => couldFit(accepts, type))?.name
    : ports?.outputs.find(({ gives }) => couldFit(gives, type))?.name;
}
