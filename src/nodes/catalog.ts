/** All node kinds, found by their files. Everything that is true of a kind is read from here. */
import type { Definition, Trait } from './define.ts';

const modules = import.meta.glob<{ definition?: Definition }>('./*.ts', { eager: true });

/** In order of file names. */
export const catalog: ReadonlyMap<string, Definition> = new Map(
  Object.values(modules).flatMap(({ definition }) =>
    definition ? [[definition.kind, definition] as const] : [],
  ),
);

export function definitionOf(kind: string): Definition | undefined {
  return catalog.get(kind);
}

export function hasTrait(kind: string, trait: Trait): boolean {
  const definition = catalog.get(kind);
  return definition?.family === 'layer' && definition.traits?.includes(trait) === true;
}
