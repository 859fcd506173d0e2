/** A merged canvas as SVG. What became of a card or wire is said by a sign and a dash, never by colour alone. */
import { escaped } from './escape.ts';
import { changeLines, changeWords, clipped, LETTERS } from './field-words.ts';
import {
  CARD,
  type Fate,
  isPlain,
  type MergedCanvas,
  type MergedCard,
  portAt,
} from './merged-canvas.ts';

export const SIGNS: Readonly<Record<Fate, string>> = {
  added: '+',
  removed: '−',
  changed: '~',
  indirect: '≈',
  kept: '',
};

export interface DiffSvgText {
  readonly label: string;
  /** What a card is called, and what it is. */
  readonly titleOf: (card: MergedCard) => string;
  readonly kindOf: (kind: string) => string;
}

const MARGIN = 24;

export function diffSvg({ cards, wires }: MergedCanvas, text: DiffSvgText): string {
  const left = Math.min(...cards.map((card) => card.left)) - MARGIN;
  const top = Math.min(...cards.map((card) => card.top)) - MARGIN;
  const width = Math.max(...cards.map((card) => card.left)) + CARD.width + MARGIN - left;
  const height = Math.max(...cards.map((card) => card.top + card.height)) + MARGIN - top;
  const byKey = new Map(cards.map((card) => [card.key, card]));
  const paths = wires.flatMap(({ fate, from, to }) => {
    const [start, end] = [byKey.get(from.card), byKey.get(to.card)];
    if (!start || !end) return [];
    const path = wirePath(
      start.left + CARD.width,
      start.top + portAt(start, 'out', from.port),
      end.left,
      end.top + portAt(end, 'in', to.port),
    );
    return [`<path class="wire ${fate}" d="${path}"/>`];
  });
  return [
    `<svg class="graph" viewBox="${left} ${top} ${width} ${height}" style="max-width:${Math.round(width)}px" role="img" aria-label="${escaped(text.label)}">`,
    ...paths,
    ...cards.map((card) => cardSvg(card, text)),
    '</svg>',
  ].join('');
}

const TURN = 18;

/** From the right side of one card to the left side of another; back to the left it runs between the two, not across them. */
export function wirePath(x: number, y: number, toX: number, toY: number): string {
  if (toX >= x + TURN || Math.abs(toY - y) < 2 * TURN) {
    const bend = Math.max(40, Math.abs(toX - x) / 2);
    return `M${x} ${y}C${x + bend} ${y} ${toX - bend} ${toY} ${toX} ${toY}`;
  }
  const [right, left, middle] = [x + TURN, toX - TURN, (y + toY) / 2];
  const radius = Math.min(12, Math.abs(toY - y) / 4);
  const down = toY > y ? radius : -radius;
  return [
    `M${x} ${y}H${right - radius}Q${right} ${y} ${right} ${y + down}V${middle - down}`,
    `Q${right} ${middle} ${right - radius} ${middle}H${left + radius}`,
    `Q${left} ${middle} ${left} ${middle + down}V${toY - down}Q${left} ${toY} ${left + radius} ${toY}H${toX}`,
  ].join('');
}

function cardSvg(card: MergedCard, { titleOf, kindOf }: DiffSvgText): string {
  const { fate, left, top, height, before, node, id, inputs, outputs, fields } = card;
  const line = (y: number, kind: string, words: string, x = 14, anchor = 'start') =>
    `<text class="${kind}" x="${x}" y="${y}" text-anchor="${anchor}">${escaped(clipped(words, LETTERS))}</text>`;
  const sub = before
    ? `${before.id === id ? id : `${before.id} → ${id}`}${before.kind === node.kind ? '' : ` · ${kindOf(before.kind)} → ${kindOf(node.kind)}`}`
    : id;
  const rows = isPlain(inputs, outputs)
    ? []
    : [
        ...inputs.map((port) => line(portAt(card, 'in', port) + 4, 'port', port)),
        ...outputs.map((port) =>
          line(portAt(card, 'out', port) + 4, 'port', port, CARD.width - 14, 'end'),
        ),
      ];
  const firstField = height - fields.length * CARD.field - CARD.fieldsAround / 2;
  return [
    `<g class="card ${fate}" transform="translate(${left} ${top})">`,
    `<rect width="${CARD.width}" height="${height}" rx="8"/>`,
    `<rect class="edge" width="4" height="${height}" rx="2"/>`,
    line(22, 'title', titleOf(card)),
    SIGNS[fate] === ''
      ? ''
      : `<text class="sign" x="${CARD.width - 12}" y="23" text-anchor="end">${SIGNS[fate]}</text>`,
    line(41, 'sub', sub),
    ...rows,
    ...fields.map((field, i) => {
      const y = firstField + i * CARD.field;
      const kind = field.isIndirect ? 'field faint' : 'field';
      const whole = escaped(`${field.field} ${changeWords(field)}`);
      const { old, new: now } = changeLines(field);
      const lines = [line(y + 13, 'port', `${field.field} ${old}`), line(y + 28, kind, `→ ${now}`)];
      return `<g><title>${whole}</title>${lines.join('')}</g>`;
    }),
    '</g>',
  ].join('');
}
