/**
 * What lanes run, as numbers on the heap, which every thread reads: the id, how many groups, how many lanes, then for each group
 * and lane where its list begins; a list is how many calls, then of each the function, how many numbers, and those.
 */
import type { LaneCall } from './plan-lanes.ts';

export type Groups = readonly (readonly (readonly LaneCall[])[])[];

/** Numbers before the places of the lists. */
export const HEAD = 3;

let programs = 0;

export function encodeLanes(groups: Groups, lanes: number): Float64Array {
  const places = HEAD + groups.length * lanes;
  const head = [++programs, groups.length, lanes];
  const lists: number[] = [];
  for (const group of groups) {
    for (let lane = 0; lane < lanes; lane += 1) {
      const calls = group[lane] ?? [];
      head.push(places + lists.length);
      lists.push(calls.length);
      for (const { index, numbers } of calls) {
        lists.push(index, numbers.length);
        for (const number of numbers) lists.push(number);
      }
    }
  }
  const program = new Float64Array(places + lists.length);
  program.set(head);
  program.set(lists, places);
  return program;
}
