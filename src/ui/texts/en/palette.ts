/** The palette: its search, its groups, what its entries are called. */
import type { TextTable } from '../translation.ts';

export const palette = {
  label: 'Palette',
  search: 'Search nodes',
  found: (count: number) => (count === 1 ? '1 entry found' : `${count} entries found`),
  none: (query: string) =>
    `Nothing here is called “${query}”. Try another word, such as conv, noise or loss.`,
  insideNetworks: (title: string) =>
    `${title} stands inside networks and blocks: enter one to add it.`,
  onObjective: (title: string) => `${title} stands on the objective: go back to it to add it.`,
  entries: (group: string, count: number) => `${group}, ${count} entries`,
  favourites: 'Favourites',
  recent: 'Recently added',
  use: {
    network: (name: string) => `${name} (network)`,
    block: (name: string) => `${name} (block)`,
  },
  new: { network: 'New network', block: 'New block' },
  withOption: (kind: string, option: string) =>
    `${kind} with ${/^[A-Z]{2}/.test(option) ? option : option.charAt(0).toLowerCase() + option.slice(1)}`,
  withChoice: (kind: string, choice: string) => `${kind}: ${choice}`,
  addFavourite: (title: string) => `Make ${title} a favourite`,
  dropFavourite: (title: string) => `${title} is a favourite; take it out`,
  starKey: 'Press F to make it a favourite or not',
  because: {
    title: (text: string) => text,
    name: (text: string) => `called ${text}`,
    alias: (text: string) => `also ${text}`,
    option: (text: string) => `option ${text}`,
    group: (text: string) => `in ${text}`,
    setting: (text: string) => `setting ${text}`,
    authors: (text: string) => `by ${text}`,
    paper: (text: string) => text,
  },
  paperBy: (authors: string, year: number) => (authors ? `${authors}, ${year}` : String(year)),
  alsoCalled: (names: string) => `Also found as ${names}`,
} as const satisfies TextTable;
