/** What a command may do to the outside: results to `out`, everything else to `err`. Tests bring their own. */

export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** A person watches `err`: progress is drawn in place. */
  readonly isInteractive: boolean;
  readonly columns: number;
  readonly isColoured: boolean;
}

export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  // `ganvas plan ring | head` stops reading early: what is left to say is lost, and the work goes on.
  for (const stream of [stdout, stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
    });
  return {
    out: (text) => void stdout.write(harmless(text)),
    err: (text) => void stderr.write(harmless(text)),
    isInteractive: stderr.isTTY === true,
    // A terminal that does not know its width says 0.
    columns: stderr.columns || 80,
    isColoured: stderr.isTTY === true && stdout.isTTY === true && !env.NO_COLOR,
  };
}

const SAFE_CONTROLS = new Set(['\n', '\r', '\t']);
const ESCAPE = '\u001b';
/** What may follow an escape. */
const OWN_SEQUENCE = /\[\d*[mK]/y;

/** Names out of a document may hold sequences that drive a terminal; only colours and erasing a line are let through. */
export function harmless(text: string): string {
  let made = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    OWN_SEQUENCE.lastIndex = at + 1;
    const isControl = character < ' ' || (character >= '\u007f' && character <= '\u009f');
    const isOwn = SAFE_CONTROLS.has(character) || (character === ESCAPE && OWN_SEQUENCE.test(text));
    made += isControl && !isOwn ? '\uFFFD' : character;
  }
  return made;
}

type Paint = (text: string) => string;

export function paints({
  isColoured,
}: Terminal): Record<'bold' | 'dim' | 'red' | 'green' | 'yellow', Paint> {
  const paint =
    (code: number): Paint =>
    (text) =>
      isColoured ? `\u001b[${code}m${text}\u001b[0m` : text;
  return { bold: paint(1), dim: paint(2), red: paint(31), green: paint(32), yellow: paint(33) };
}
