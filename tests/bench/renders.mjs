/**
 * Counts which cards React renders, in a built page: stands in for React's developer tools, whose hook hears of every
 * commit. Runs in the page (`addInitScript`), so it can use nothing from outside of itself.
 */
export function countRenders() {
  const PERFORMED_WORK = 1;
  const counts = new Map();
  /** A card or wire of React Flow: they alone have these properties. */
  const nameOf = (props) => {
    if (typeof props?.id !== 'string') return null;
    if ('positionAbsoluteX' in props) return props.id;
    return 'sourceX' in props ? props.id : null;
  };
  const visit = (fiber) => {
    for (let child = fiber; child; child = child.sibling) {
      const before = child.alternate;
      const name = nameOf(child.memoizedProps);
      if (name !== null && child.flags & PERFORMED_WORK && before?.memoizedProps) {
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
      // Equal children are the very fibers of the last commit: nothing in them was rendered.
      if (!before || child.child !== before.child) visit(child.child);
    }
  };
  globalThis.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
    isDisabled: false,
    supportsFiber: true,
    inject: () => 1,
    onCommitFiberRoot: (_id, root) => visit(root.current),
    onCommitFiberUnmount: () => undefined,
    onPostCommitFiberRoot: () => undefined,
    checkDCE: () => undefined,
  };
  globalThis.renderCounts = {
    reset: () => counts.clear(),
    read: () => Object.fromEntries(counts),
  };
}
