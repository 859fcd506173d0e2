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
import { type MathNode, parseTex } from './tex-parser.ts';

export const Equation = memo(function Equation({ tex }: { readonly tex: string }) {
  const nodes = useMemo(() => parseTex(tex).nodes, [tex]);
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
      {createElement('math', { display: 'block', 'aria-label': tex }, ...nodes.map(draw))}
    </div>
  );
});

function draw(node: MathNode): ReactNode {
  const children = node.children.map((child) => (typeof child === 'string' ? child : draw(child)));
  return createElement(node.tag, node.attributes, ...children);
}
