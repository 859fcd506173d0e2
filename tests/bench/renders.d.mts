/** To be run in the page before anything else: it then has `renderCounts`. */
export function countRenders(): void;
