/** An equation, typeset by the browser from MathML; its TeX is kept as the label. One that is too wide is scrolled, by keys too. */
import {
  createElement,
  memo,
  type ReactNode,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import classes from './equation.module.css';
import { clausesOf, type MathNode, parseTex } from './tex-parser.ts';

const FOLLOWING = { display: 'block', 'aria-hidden': true } as const;

export const Equation = memo(function Equation({ tex }: { readonly tex: string }) {
  const clauses = useMemo(() => clausesOf(parseTex(tex).nodes), [tex]);
  const box = useRef<HTMLDivElement>(null);
  const [isWide, setWide] = useState(false);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setWide(element.scrollWidth > element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    // What is scrolled is to be reached.
    <div ref={box} className={classes.equation} tabIndex={isWide ? 0 : undefined}>
      {clauses.map((nodes, at) =>
        createElement(
          'math',
          // The first says all, as it was written.
          at === 0 ? { key: at, display: 'block', 'aria-label': tex } : { key: at, ...FOLLOWING },
          ...nodes.map(draw),
        ),
      )}
    </div>
  );
});

function draw(node: MathNode): ReactNode {
  const children = node.children.map((child) => (typeof child === 'string' ? child : draw(child)));
  return createElement(node.tag, node.attributes, ...children);
}
