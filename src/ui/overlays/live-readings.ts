/** The newest probe of a run as numbers on the nodes of a canvas. Pure. */
import { canvasLayers } from '../../compiler/canvas-layers.ts';
import type { LayerProgram, Program } from '../../compiler/program.ts';
import type { GraphId } from '../../graph/problem.ts';
import type { Through } from '../../graph/through.ts';
import type { LayerProbe, Probe } from '../../runtime/trainer-types.ts';
import type { Texts } from '../texts/english.ts';
import type { Reading } from './overlay-types.ts';

type OverlayTexts = Texts['overlays'];

/** `program` is the run's. */
export function liveReadings(
  probe: Probe,
  program: Program,
  graph: GraphId,
  through: Through | null,
  texts: OverlayTexts,
): ReadonlyMap<string, Reading> {
  const readings = new Map<string, Reading>();
  const put = (node: string, found: LayerProbe | null) => {
    if (found) readings.set(node, reading(found, probe, texts));
  };
  if (graph === 'objective') {
    for (const [node, found] of Object.entries(probe.nodes)) put(node, found);
    return readings;
  }
  const canvas = canvasLayers(program, graph, through);
  const known = canvas && probe.networks[canvas.network.name];
  if (!canvas || !known) return readings;
  for (const [node, layers] of canvas.nodes) put(node, ofLayers(layers, known, probe.what));
  return readings;
}

/** Of a block: what leaves it, or the gradient by all of its weights. */
function ofLayers(
  layers: readonly LayerProgram[],
  known: Readonly<Record<string, LayerProbe>>,
  what: Probe['what'],
): LayerProbe | null {
  const found = layers.flatMap(({ id }) => known[id] ?? []);
  if (what === 'activations') return found.at(-1) ?? null;
  const count = found.reduce((sum, one) => sum + one.count, 0);
  if (count === 0) return null;
  const squares = found.reduce((sum, { rms, count: own }) => sum + rms ** 2 * own, 0);
  return { rms: Math.sqrt(squares / count), zeros: 0, dead: 0, count };
}

function reading({ rms, zeros }: LayerProbe, probe: Probe, texts: OverlayTexts): Reading {
  const size = sizeText(rms);
  if (probe.what === 'gradients') {
    return { value: rms, text: size, more: texts.gradient(size, probe.step) };
  }
  const share = `${Math.round(zeros * 100)} %`;
  const isSparse = zeros >= 0.005;
  return {
    value: rms,
    text: isSparse ? `${size} · ${texts.zeros(share)}` : size,
    more: texts.activation(size, share, probe.step),
  };
}

/** Three digits; what is not finite by its name. */
export function sizeText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return 'Inf';
  if (value === 0) return '0';
  return value >= 0.01 && value < 1000
    ? String(Number(value.toPrecision(3)))
    : value.toExponential(1).replace('e+', 'e');
}
