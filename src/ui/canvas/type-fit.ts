/** How wide words are, in letters of middling width: what is read from afar is set as large as its card has room for. Pure. */

/** Chinese and the like, whose signs are square. */
const SQUARE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/g;
const OF_A_SQUARE = 1.8;

export function lettersIn(text: string): number {
  const squares = text.match(SQUARE)?.length ?? 0;
  return Math.max(1, Math.ceil(text.length + squares * (OF_A_SQUARE - 1)));
}

/** Of the wider of two lines, broken where they are most alike; Chinese breaks anywhere. */
export function lettersInTwoLines(text: string): number {
  if (text.search(SQUARE) >= 0) return Math.ceil(lettersIn(text) / 2) + 1;
  const words = text.split(' ');
  const widths = words.map((_, at) =>
    Math.max(lettersIn(words.slice(0, at + 1).join(' ')), lettersIn(words.slice(at + 1).join(' '))),
  );
  return Math.min(...widths);
}
