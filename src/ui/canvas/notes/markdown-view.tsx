/** Markdown of a note as elements. Links open beside the page. */
import { Fragment, type ReactNode } from 'react';
import { type Block, type Inline, type Item, readMarkdown } from './markdown.ts';
import classes from './notes.module.css';

export function MarkdownView({ text }: { readonly text: string }) {
  return readMarkdown(text).map((block, at) => <Fragment key={at}>{blockView(block)}</Fragment>);
}

const HEADINGS = { 1: 'h3', 2: 'h4', 3: 'h5' } as const;

function blockView(block: Block): ReactNode {
  switch (block.type) {
    case 'heading': {
      const Heading = HEADINGS[block.level];
      return <Heading>{inlineView(block.children)}</Heading>;
    }
    case 'paragraph':
      return <p>{inlineView(block.children)}</p>;
    case 'code':
      return <pre>{block.text}</pre>;
    case 'list':
      return block.start === null ? (
        <ul>{block.items.map(itemView)}</ul>
      ) : (
        <ol start={block.start}>{block.items.map(itemView)}</ol>
      );
    default:
      return block satisfies never;
  }
}

const itemView = ({ children, depth }: Item, at: number) => (
  <li key={at} data-depth={depth || undefined}>
    {inlineView(children)}
  </li>
);

export function inlineView(inlines: readonly Inline[]): ReactNode {
  return inlines.map((inline, at) => <Fragment key={at}>{one(inline)}</Fragment>);
}

function one(inline: Inline): ReactNode {
  switch (inline.type) {
    case 'text':
      return inline.text;
    case 'break':
      return <br />;
    case 'code':
      return <code>{inline.text}</code>;
    case 'strong':
      return <strong>{inlineView(inline.children)}</strong>;
    case 'em':
      return <em>{inlineView(inline.children)}</em>;
    case 'link':
      return (
        <a
          className={`${classes.link} nodrag`}
          href={inline.url}
          target="_blank"
          rel="noopener noreferrer nofollow"
        >
          {inlineView(inline.children)}
        </a>
      );
    default:
      return inline satisfies never;
  }
}
