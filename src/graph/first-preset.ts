/** The experiment that a first visit finds on the page: there before the others, which may be loaded later. */
import type { Document } from '../../graph-schemas/document.ts';
import dcgan from '../../presets/dcgan.json';
import type { Preset } from './presets.ts';

export const firstPreset: Preset = { id: 'dcgan', document: dcgan as unknown as Document };
