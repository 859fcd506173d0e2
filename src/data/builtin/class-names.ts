/** What the classes of built-in data are called: known without making the data. */
export const BUILTIN_CLASSES = {
  digits: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  shapes: [
    'circle',
    'square',
    'triangle',
    'star',
    'ring',
    'cross',
    'hexagon',
    'heart',
    'moon',
    'arrow',
  ],
  faces: ['plain', 'glasses', 'hat', 'glasses and hat'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Empty where the data has no classes. */
export function builtinClasses(name: string): readonly string[] {
  const all: Readonly<Record<string, readonly string[]>> = BUILTIN_CLASSES;
  return Object.hasOwn(all, name) ? (all[name] ?? []) : [];
}
