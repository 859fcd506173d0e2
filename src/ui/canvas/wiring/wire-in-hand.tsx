/** The wire in the hand. Over what refuses it, the reason stands beside the pointer. */
import {
  getBezierPath,
  Position,
  type ReactFlowState,
  useStore,
  ViewportPortal,
} from '@xyflow/react';
import { useTexts } from '../../texts/texts.ts';
import classes from '../wire.module.css';
import { useWireHand, type WireHand } from './wire-hand.ts';

const zoomOf = ({ transform }: ReactFlowState) => transform[2];

export function WireInHand() {
  const hand = useWireHand((state) => state.hand);
  return hand && <Drawn hand={hand} />;
}

function Drawn({ hand }: { readonly hand: WireHand }) {
  const { fixed, from, to, aim, offers, reason, type } = hand;
  const zoom = useStore(zoomOf);
  const isFromOutput = fixed.side === 'output';
  const [path] = getBezierPath({
    sourceX: from.x,
    sourceY: from.y,
    sourcePosition: isFromOutput ? Position.Right : Position.Left,
    targetX: to.x,
    targetY: to.y,
    targetPosition: isFromOutput ? Position.Left : Position.Right,
  });
  return (
    <ViewportPortal>
      <div className={`react-flow__connection ${classes.hand}`}>
        <svg className={classes.handSvg} aria-hidden="true">
          <path
            d={path}
            className={classes.drawing}
            data-port={type}
            data-status={statusOf(hand)}
          />
          {aim.type === 'port' && (
            <circle cx={to.x} cy={to.y} r={11} className={classes.landing} data-port={type} />
          )}
        </svg>
        {reason !== null && (
          <div
            className={classes.reason}
            // Read at any zoom.
            style={{
              transform: `translate(${to.x}px, ${to.y}px) scale(${1 / zoom}) translate(14px, 14px)`,
            }}
          >
            {reason}
          </div>
        )}
        {hand.isCarried && aim.type === 'air' && offers.length === 0 && <Hint />}
      </div>
    </ViewportPortal>
  );
}

/** For people who cannot see that the wire follows the pointer. */
function Hint() {
  const { wiring } = useTexts();
  return (
    <div role="status" className={classes.unseen}>
      {wiring.carrying}
    </div>
  );
}

function statusOf({ aim, offers }: WireHand): 'valid' | 'invalid' | undefined {
  if (aim.type === 'port' || offers.length > 0) return 'valid';
  return aim.type === 'refused' || aim.type === 'card' ? 'invalid' : undefined;
}
