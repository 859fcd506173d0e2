/**
 * Everything that can be wrong with a document, as data: a stable code, where, and a sentence that says
 * what was expected and what was found. `PROBLEM_CODES` is the one list of codes.
 */
import type { Edit } from './edit-types.ts';

/** One canvas of a document: `objective`, `networks.G`, `blocks.Residual`. */
export type GraphId = 'objective' | `networks.${string}` | `blocks.${string}`;

export type Severity = 'error' | 'warning';

export interface Place {
  /** Absent for problems of the document as a whole. */
  readonly graph?: GraphId;
  readonly node?: string;
  /** Parameter of the node, or path in the document (`training.steps`, `parameters.ngf.value`). */
  readonly field?: string;
  readonly port?: string;
}

export interface Problem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly where: Place;
  readonly message: string;
  /** One click that mends it. */
  readonly fix?: { readonly label: string; readonly edits: readonly Edit[] };
}

/** Codes never change their meaning; new ones are added at the end of their group. */
const PROBLEM_CODES = {
  // reading
  'document.not-json': 'The file is not JSON.',
  'document.too-large': 'The file, or what it nests, is larger than any experiment needs.',
  'document.forbidden-key': 'A key such as __proto__ that no document may hold.',
  'document.wrong-format': 'Not a Ganvas document.',
  'document.unknown-version': 'Made by a newer version of Ganvas.',
  'document.invalid': 'A field has the wrong type or value.',
  'document.unknown-field': 'A field that documents do not have.',
  'document.doubled-key': 'An object holds the same name twice.',
  // nodes and parameters
  'node.unknown-kind': 'No such node kind.',
  'node.not-allowed-here': 'The kind does not stand on this canvas.',
  'param.unknown': 'The kind has no such parameter.',
  'param.invalid': 'A parameter has the wrong type or value.',
  'param.missing': 'A parameter without a default is absent.',
  'param.out-of-bounds': 'The evaluated number is outside its bounds.',
  'param.not-integer': 'A whole number was expected.',
  'param.unknown-reference': 'Names a network or block that the document does not have.',
  'expression.syntax': 'The expression cannot be read.',
  'expression.unknown-name': 'The expression names no parameter.',
  'expression.not-finite': 'The expression gives no finite number.',
  'parameter.out-of-bounds': "A parameter's value is outside its own bounds.",
  'parameter.unused': 'Nothing uses this parameter.',
  'parameter.unusable-name': 'No expression can mean a parameter of this name.',
  'profile.unknown-parameter': 'A profile sets a parameter that does not exist.',
  // wires
  'edge.unknown-node': 'A wire ends at a node that is not there.',
  'edge.unknown-port': 'A wire ends at a port that the node does not have.',
  'edge.type-mismatch': 'A wire joins ports of different types.',
  'input.missing': 'An input has no wire.',
  'input.doubled': 'An input has two wires.',
  'graph.cycle': 'Nodes feed themselves.',
  'graph.too-large': 'More nodes after expansion than can be handled.',
  'graph.unreachable': 'A node that reaches no output, loss or view.',
  'block.recursive': 'A block contains itself.',
  'block.repeat-ports': 'A repeated block needs one input and one output of equal type.',
  'shape.mismatch': 'Shapes do not fit.',
  'network.no-input': 'A network without input.',
  'network.no-output': 'A network without output.',
  // objective
  'network.unused': 'Nothing applies this network.',
  'network.never-trained': 'No step trains this network.',
  'loss.unused': 'A loss that no step uses.',
  'step.no-loss': 'A step without a loss.',
  'step.no-network': 'A step that trains nothing.',
  'step.no-gradient': 'No gradient reaches a network that the step trains.',
  'step.both-sides': 'Discriminator and generator in one step.',
  'step.repeat-in-group': 'Simultaneous steps with different repeats.',
  'loss.wants-logits': 'A sigmoid stands before a loss that takes logits.',
  'source.label-unused': 'The label port of a conditional source is not used.',
  'penalty.no-second-order': 'A loss needs a second-order gradient that a layer does not have.',
  'penalty.batch-statistics': 'A gradient penalty on a network that mixes the samples of a batch.',
  'penalty.unknown-port': 'A loss names an input or output that its network does not have.',
  'network.two-optimizers': 'Two steps train one network, each with an optimizer of its own.',
  'source.one-domain': 'Unpaired data of which one domain only is used.',
  'batch.single-under-batch-norm': 'Batch normalisation over a batch of one.',
  'metric.no-labelled-data': 'A metric needs labelled data that the document does not have.',
  'metric.no-model': 'A metric is measured by a model of one’s own, and none is named.',
  'objective.empty': 'Nothing trains.',
  'memory.too-much': 'More memory than the device has.',
} as const;
export type ProblemCode = keyof typeof PROBLEM_CODES;
