import type { Written } from './typed-value.ts';

/** Deeper brackets than these belong to the name. */
const DEEPEST = 20;
const MOST_ELEMENTS = 1_000;

/**
 * Reads names with brackets as what they are made of: `a[b]=1`, `a[]=1`, `a[0][c]=1`. A name that comes again makes a
 * list. Positions only say the order.
 */
export function readNested(pairs: readonly { name: string; text: string }[]): { [name: string]: Written } {
  const tree: Tree = new Map();
  for (const { name, text } of pairs) put(tree, tokensOf(name), text);
  return asObject(tree);
}

type Tree = Map<string, string[] | Tree>;

function put(tree: Tree, [token = '', ...rest]: string[], text: string): void {
  const key = token === '' ? String(tree.size) : token;
  const known = tree.get(key);
  if (rest.length === 0) {
    if (known instanceof Map) return;
    if (known && token !== '') {
      if (known.length < MOST_ELEMENTS) known.push(text);
    } else tree.set(key, [text]);
    return;
  }
  const inner = known instanceof Map ? known : new Map();
  tree.set(key, inner);
  put(inner, rest, text);
}

function tokensOf(name: string): string[] {
  const found = /^([^[\]]+)((?:\[[^[\]]*\])+)$/.exec(name);
  if (!found) return [name];
  const inner = [...(found[2] as string).matchAll(/\[([^[\]]*)\]/g)].map(([, token]) => token as string);
  return inner.length > DEEPEST ? [name] : [found[1] as string, ...inner];
}

function asObject(tree: Tree): { [name: string]: Written } {
  return Object.fromEntries([...tree].map(([name, inner]) => [name, asWritten(inner)]));
}

function asWritten(inner: string[] | Tree): Written {
  if (!(inner instanceof Map)) return inner.length === 1 ? (inner[0] as string) : inner;
  if ([...inner.keys()].every((name) => /^\d{1,4}$/.test(name))) return [...inner.values()].map(asWritten);
  return asObject(inner);
}
