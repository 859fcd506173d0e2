/** The short line on a node's card, as the catalog says it. */
export const badge = (text: string): string => text;
