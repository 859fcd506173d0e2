/** Text inside markup. Names of runs, nodes and parameters come from documents, which anybody may have written. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
