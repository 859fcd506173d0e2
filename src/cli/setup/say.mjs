/** Sentences for the terminal: colour only where a person reads it. Node's own modules only. */

const isColoured = process.stderr.isTTY && !process.env.NO_COLOR;
const paint = (code) => (text) => (isColoured ? `\u001b[${code}m${text}\u001b[0m` : text);

export const bold = paint('1');
export const dim = paint('2');
export const red = paint('31');

/** What is going on, on stderr, so that stdout stays free for results. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** Ends the program with a sentence. */
export function fail(text, status = 1) {
  say(`${red('✗')} ${text}`);
  process.exit(status);
}

const OLDEST = [20, 19];

/** Ends the program on a Node.js that is too old to build or run Ganvas. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  fail(
    `Ganvas needs Node.js ${OLDEST.join('.')} or newer, but this is ${process.versions.node}. Install a newer one from https://nodejs.org and try again.`,
  );
}
