/**
 * An equation, typeset by the browser from MathML; its TeX is kept as the label. One that is too wide is drawn smaller
 * as long as it can be read, then scrolled, by keys too.
 */
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

/** Of the size of text around: below it scripts of scripts are specks. */
const LEAST_SCALE = 0.8;
const SIZE_REM = 0.78125;
const FOLLOWING = { display: 'block', 'aria-hidden': true } as const;

export const Equation = memo(function Equation({ tex }: { readonly tex: string }) {
  const clauses = useMemo(() => clausesOf(parseTex(tex).nodes), [tex]);
  const box = useRef<HTMLDivElement>(null);
  const [isWide, setWide] = useState(false);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const fit = () => {
      // Widths do not shrink evenly: a few tries come near.
      for (let scale = 1, tries = 0; tries < 4; tries += 1) {
        element.style.fontSize = `${scale * SIZE_REM}rem`;
        const { clientWidth, scrollWidth } = element;
        if (scrollWidth <= clientWidth || scale === LEAST_SCALE) break;
        scale = Math.max(LEAST_SCALE, scale * (clientWidth / scrollWidth) * 0.98);
      }
      setWide(element.scrollWidth > element.clientWidth);
    };
    const observer = new ResizeObserver(fit);
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
