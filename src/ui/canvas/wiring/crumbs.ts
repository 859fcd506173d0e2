/** Where the levels above stand in the breadcrumb: a wire in the hand may be let go on them. */

export interface Crumb {
  /** Of the trail, from 0. */
  readonly level: number;
  readonly box: DOMRect;
}

/** Pixels of the window around a crumb that still mean it. */
const REACH = 8;

/** Read once for a gesture: the breadcrumb stays where it is. */
export function crumbsShown(): readonly Crumb[] {
  return [...document.querySelectorAll<HTMLElement>('[data-crumb]')].map((element) => ({
    level: Number(element.dataset.crumb),
    box: element.getBoundingClientRect(),
  }));
}

export function crumbAt(
  crumbs: readonly Crumb[],
  { x, y }: { readonly x: number; readonly y: number },
): number | null {
  const isIn = (crumb: Crumb, reach: number) =>
    x >= crumb.box.left - reach &&
    x <= crumb.box.right + reach &&
    y >= crumb.box.top - reach &&
    y <= crumb.box.bottom + reach;
  const found =
    crumbs.find((crumb) => isIn(crumb, 0)) ?? crumbs.find((crumb) => isIn(crumb, REACH));
  return found?.level ?? null;
}
