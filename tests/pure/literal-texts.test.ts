/** Every text of the page stands in `src/ui/texts/`: sources of components hold none of their own. */
import { readdirSync, readFileSync } from 'node:fs';
import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';

const UI = new URL('../../src/ui/', import.meta.url).pathname;
/** Attributes that are shown or read aloud. */
const SPOKEN =
  /^(?:aria-label|aria-description|aria-roledescription|title|label|placeholder|alt|description|closeButtonLabel|thumbLabel|nothingFound)$/;
/** Said alike in every language. */
const NAMES = new Set(['Ganvas', '×', '·']);

type Tree = { readonly type: string } & Readonly<Record<string, unknown>>;

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && typeof (value as Tree).type === 'string';

function textsIn(source: string): string[] {
  const found: string[] = [];
  const take = (text: string) => {
    const plain = text.replace(/&\w+;|\s+/g, ' ').trim();
    if (/\p{Letter}{2,}/u.test(plain) && !NAMES.has(plain)) found.push(plain);
  };
  const visit = (node: Tree): void => {
    if (isStyle(node)) return;
    if (node.type === 'JSXText') take(String(node.value));
    if (node.type === 'JSXAttribute') {
      const { name, value } = node as unknown as { name: { name: string }; value: Tree | null };
      if (SPOKEN.test(String(name.name)) && value) literals(value).forEach(take);
    }
    if (node.type === 'JSXExpressionContainer' && !isAttribute.has(node))
      literals(node).forEach(take);
    for (const child of Object.values(node)) {
      if (Array.isArray(child)) child.filter(isTree).forEach(visit);
      else if (isTree(child)) {
        if (node.type === 'JSXAttribute') isAttribute.add(child);
        visit(child);
      }
    }
  };
  const isAttribute = new WeakSet<Tree>();
  visit(parseAst(source, { lang: 'tsx' }) as unknown as Tree);
  return found;
}

/** Style sheets are no texts. */
function isStyle({ type, openingElement }: Tree): boolean {
  const { name } = (openingElement ?? {}) as { readonly name?: { readonly name?: unknown } };
  return type === 'JSXElement' && name?.name === 'style';
}

/** Literals that the expression may give, not those that it compares with or looks up. */
function literals(node: Tree): string[] {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [node.value] : [];
    case 'JSXExpressionContainer':
      return isTree(node.expression) ? literals(node.expression) : [];
    case 'ConditionalExpression':
      return [node.consequent, node.alternate].filter(isTree).flatMap(literals);
    case 'LogicalExpression':
      return [node.right].filter(isTree).flatMap(literals);
    case 'TemplateLiteral':
      return (node.quasis as readonly { value: { cooked: string } }[]).map(
        ({ value }) => value.cooked,
      );
    default:
      return [];
  }
}

describe('texts of the page', () => {
  it('are found by this test where a component holds them', () => {
    const source = `<p title="Go on" data-x="no text">{isOn ? 'Yes it is' : \`so \${n} steps\`}words</p>`;
    expect(textsIn(source)).toEqual(['Go on', 'Yes it is', 'so', 'steps', 'words']);
  });

  it('stand in src/ui/texts, none in components', () => {
    const files = readdirSync(UI, { recursive: true, encoding: 'utf8' }).filter(
      (path) => path.endsWith('.tsx') && !path.startsWith('texts/'),
    );
    expect(files.length).toBeGreaterThan(80);
    const found = files.flatMap((file) =>
      textsIn(readFileSync(`${UI}${file}`, 'utf8')).map((text) => `${file}: ${text}`),
    );
    expect(found).toEqual([]);
  });
});
