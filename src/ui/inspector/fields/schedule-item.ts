/** An item of a list of schedules as a number, and a number as such an item. */

type Item = Readonly<Record<string, unknown>>;

export function isSchedule(item: unknown): item is Item {
  return typeof item === 'object' && item !== null && !Array.isArray(item);
}

/** A ramp that starts where the number was, for a person to bend. */
export function asSchedule(item: unknown): Item {
  return { type: 'linear', from: item, to: item, start: 0, end: 1000 };
}

/** What the schedule says first. */
export function asNumeric(item: Item): unknown {
  const first = Array.isArray(item.values) ? item.values[0] : undefined;
  return item.value ?? item.from ?? first ?? 1;
}
