/** The document's parameters and profiles: their values, bounds and uses. */
import type { Document } from '../../graph-schemas/document.ts';
import { own } from './graph-of.ts';
import type { ProblemList } from './problem-list.ts';
import { boundsFault } from './resolve-params.ts';
import { Scope } from './scope.ts';

/** `values` stand in for the document's own. */
export function readParameters(
  { parameters }: Document,
  values: Readonly<Record<string, number>>,
  problems: ProblemList,
): Scope {
  const scope = new Map<string, number>();
  for (const [name, parameter] of Object.entries(parameters)) {
    const value = own(values, name) ?? parameter.value;
    scope.set(name, value);
    const fault = boundsFault(value, parameter, parameter.label ?? name);
    const field = `parameters.${name}.value`;
    if (fault) problems.error('parameter.out-of-bounds', { field }, fault.message);
  }
  for (const name of Object.keys(values)) {
    if (own(parameters, name)) continue;
    const names = Object.keys(parameters).join(', ') || 'none';
    const message = `a value is given for the parameter "${name}", which does not exist; there are ${names}`;
    problems.error('profile.unknown-parameter', { field: `parameters.${name}` }, message);
  }
  return new Scope(scope);
}

export function checkProfiles({ parameters, profiles }: Document, problems: ProblemList): void {
  for (const [profile, { values }] of Object.entries(profiles ?? {})) {
    for (const [name, value] of Object.entries(values)) {
      const field = `profiles.${profile}.values.${name}`;
      const parameter = own(parameters, name);
      if (!parameter) {
        const message = `the profile ${profile} sets the parameter "${name}", which does not exist`;
        problems.warning('profile.unknown-parameter', { field }, message);
        continue;
      }
      const fault = boundsFault(value, parameter, parameter.label ?? name);
      if (!fault) continue;
      const message = `profile ${profile}: ${fault.message}`;
      problems.warning('parameter.out-of-bounds', { field }, message);
    }
  }
}

/** Called after everything was evaluated in `scope`. */
export function checkUnused({ parameters }: Document, scope: Scope, problems: ProblemList): void {
  for (const name of Object.keys(parameters)) {
    if (scope.used.has(name)) continue;
    problems.warning(
      'parameter.unused',
      { field: `parameters.${name}` },
      `nothing uses the parameter "${name}"`,
      { label: 'Remove the parameter', edits: [{ type: 'remove-parameter', name }] },
    );
  }
}
