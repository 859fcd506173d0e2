/**
 * Which modules the page needs at its start: those that its entry reaches by imports that do not wait. The bundler puts
 * them into few chunks, where it would make one for each set of parts that share them.
 */

interface Modules {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/** Whether a module belongs to the start of the page whose entry has this path. */
export function isAtStart(entry: string): (id: string, modules: Modules) => boolean {
  /** Of the build at hand: another one has other modules. */
  let walked: { readonly of: object | null; readonly ids: ReadonlySet<string> } | null = null;
  return (id, modules) => {
    const of = modules.getModuleInfo(entry);
    if (walked === null || walked.of !== of) walked = { of, ids: reachedFrom(entry, modules) };
    return walked.ids.has(id);
  };
}

function reachedFrom(entry: string, modules: Modules): ReadonlySet<string> {
  const reached = new Set<string>();
  const queue = [entry];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    queue.push(...(modules.getModuleInfo(id)?.importedIds ?? []));
  }
  return reached;
}
