import type { Plugin } from 'vite';

/** The text of the module. */
export function bundleLayers(): Promise<string>;
export function layersPlugin(): Plugin;
