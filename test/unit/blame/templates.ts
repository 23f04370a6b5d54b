import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Rooms whose texts leave, or are shown. */
const ROOMS = ['src/core/report', 'src/core/factors', 'src/core/exchange/failure-steps.ts', 'web'];

/** Every text in code that people may read: string and template literals of two words or more. */
export function templates(): { file: string; text: string }[] {
  return ROOMS.flatMap(filesOf).flatMap((file) => textsOf(file).map((text) => ({ file, text })));
}

function filesOf(place: string): string[] {
  if (place.endsWith('.ts')) return [place];
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.generated.ts'))
    .map((name) => join(place, name));
}

function textsOf(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isStringLiteralLike(node)) texts.push(node.text);
    if (ts.isTemplateExpression(node))
      texts.push([node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join('…'));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts.filter((text) => /\S\s+\S/.test(text));
}
