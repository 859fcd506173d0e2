/** An equation, typeset by the browser from MathML; its TeX is kept as the label. */
import { createElement, memo, type ReactNode, useMemo } from 'react';
import classes from './equation.module.css';
import { type MathNode, parseTex } from './tex-parser.ts';

export const Equation = memo(function Equation({ tex }: { readonly tex: string }) {
  const nodes = useMemo(() => parseTex(tex).nodes, [tex]);
  return (
    <div className={classes.equation}>
      {createElement('math', { display: 'block', 'aria-label': tex }, ...nodes.map(draw))}
    </div>
  );
});

function draw(node: MathNode): ReactNode {
  const children = node.children.map((child) => (typeof child === 'string' ? child : draw(child)));
  return createElement(node.tag, node.attributes, ...children);
}
