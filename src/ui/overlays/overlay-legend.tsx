/** The legend of the overlay that is on, or a sentence on why there is nothing to see. */
import { useMemo } from 'react';
import { type GradientReach, gradientReach } from '../../compiler/gradient-reach.ts';
import { graphOf } from '../../graph/graph-of.ts';
import type { GraphId } from '../../graph/problem.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { useRunStore } from '../../store/run-store.ts';
import { nodeTitle } from '../canvas/node-title.ts';
import { formatBytes, shortCount } from '../format.ts';
import { isMotionReduced } from '../reduced-motion.ts';
import { useTexts } from '../texts/texts.ts';
import { ReachLegend, ScaleLegend } from './legend.tsx';
import { sizeText } from './live-readings.ts';
import { useOverlayStore } from './overlay-state.ts';
import type { NumberOverlay } from './overlay-types.ts';
import classes from './overlays.module.css';
import { useIsFlowing } from './use-flowing.ts';

export function OverlayLegend({ graphId }: { readonly graphId: GraphId }) {
  const overlay = useOverlayStore((state) => state.overlay);
  if (overlay === null) return null;
  return overlay === 'gradient' ? (
    <GradientLegend graphId={graphId} />
  ) : (
    <NumberLegend overlay={overlay} />
  );
}

const rounded = (value: number) => shortCount(Math.round(value));
const FORMATS: Readonly<Record<NumberOverlay, (value: number) => string>> = {
  parameters: rounded,
  cost: rounded,
  memory: formatBytes,
  'receptive-field': rounded,
  activations: sizeText,
  gradients: sizeText,
};

function NumberLegend({ overlay }: { readonly overlay: NumberOverlay }) {
  const { overlays: t } = useTexts();
  const scale = useOverlayStore((state) => state.shown?.view.scale ?? null);
  const isEmpty = useOverlayStore((state) => (state.shown?.view.cards.size ?? 0) === 0);
  const reason = useReason(overlay);
  if (reason !== null && isEmpty) return <p className={classes.note}>{reason}</p>;
  return (
    <>
      {scale && <ScaleLegend scale={scale} format={FORMATS[overlay]} unit={t.units[overlay]} />}
      {reason !== null && <p className={classes.note}>{reason}</p>}
    </>
  );
}

/** Why there are no numbers, or why they may not be what the person expects. */
function useReason(overlay: NumberOverlay): string | null {
  const { overlays: t } = useTexts();
  const hasProgram = useDocumentStore((state) => state.compilation.program !== null);
  const isEmpty = useOverlayStore((state) => (state.shown?.view.cards.size ?? 0) === 0);
  const state = useRunStore(({ state }) => state.type);
  const isStale = useRunStore((run) => run.isStale);
  const step = useRunStore(({ probe }) => (probe?.what === overlay ? probe.step : null));
  if (overlay === 'activations' || overlay === 'gradients') {
    if (step === null)
      return state === 'training' || state === 'preparing' ? t.waiting : t.startTraining;
    return isStale ? t.otherDocument : t.atStep(step);
  }
  if (!hasProgram && (overlay === 'memory' || overlay === 'receptive-field')) return t.needsProgram;
  return isEmpty ? t.nothingToShow : null;
}

function GradientLegend({ graphId }: { readonly graphId: GraphId }) {
  const { overlays: t } = useTexts();
  const step = useOverlayStore((state) => state.step);
  const program = useDocumentStore((state) => state.compilation.program);
  const nodes = useDocumentStore((state) => state.document.objective.nodes);
  const reach = useMemo(
    () => (program && step !== null ? gradientReach(program, step) : null),
    [program, step],
  );
  const isFlowing = useIsFlowing();
  const isKnown = useDocumentStore((state) => graphOf(state.document, graphId) !== null);
  if (!reach || !isKnown) return <p className={classes.note}>{t.needsProgram}</p>;
  const titleOf = (id: string) => nodeTitle(nodes[id] ?? { kind: id });
  return (
    <ReachLegend>
      <p>
        {graphId.startsWith('networks.') ? ofNetwork(reach, graphId, t) : ofAll(reach, titleOf, t)}
      </p>
      {isFlowing && !isMotionReduced() && <p>{t.flows}</p>}
    </ReachLegend>
  );
}

type OverlayTexts = ReturnType<typeof useTexts>['overlays'];

function ofAll(
  { trains, passes, cuts }: GradientReach,
  titleOf: (id: string) => string,
  { gradientEnds: t }: OverlayTexts,
): string {
  const sentences = [t.trains(trains.join(', '))];
  const passed = passes.join(', ');
  if (passes.length > 0)
    sentences.push(passes.length === 1 ? t.passes(passed) : t.passesMany(passed));
  if (cuts.length > 0) sentences.push(t.cuts(cuts.map(titleOf).join(', ')));
  return sentences.join(' ');
}

function ofNetwork(
  { trains, passes, layers }: GradientReach,
  graphId: GraphId,
  { gradientEnds: t }: OverlayTexts,
): string {
  const name = graphId.slice(graphId.indexOf('.') + 1);
  if (trains.includes(name)) return t.networkTrained(name);
  if (passes.includes(name)) return t.networkPassed(name);
  return layers.has(name) ? t.networkUsed(name) : t.networkUnused(name);
}
