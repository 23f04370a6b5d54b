import { resolve } from 'node:path';
import type ts from 'typescript';
import type { GeneratedPlace } from '../../core/types/type-error.ts';
import type { TypeScript } from './open-project.ts';

/** How far up from an error the code around it is looked at. */
const UPWARDS = 8;

/** Most places of one error. */
const MOST = 60;

/**
 * Places of the generated module that the code around a position stands on: where its names are declared, and the types
 * of what is written there, are indexed by, or are expected there.
 */
export function placesAround(
  compiler: TypeScript,
  program: ts.Program,
  on: { file: string; start: number; module: string },
): GeneratedPlace[] {
  const source = program.getSourceFile(on.file);
  if (!source) return [];
  const checker = program.getTypeChecker();
  const places = new Map<string, GeneratedPlace>();
  const addSymbol = (symbol: ts.Symbol | undefined) => {
    for (const declaration of symbol?.declarations ?? []) {
      if (resolve(declaration.getSourceFile().fileName) !== on.module) continue;
      const place = placeOf(compiler, declaration);
      if (place.length > 1 && places.size < MOST) places.set(place.join('\n'), place);
    }
  };
  const addType = (type: ts.Type | undefined) => {
    if (!type) return;
    for (const one of type.isUnionOrIntersection() ? [type, ...type.types] : [type]) {
      addSymbol(one.aliasSymbol);
      addSymbol(one.getSymbol());
    }
  };
  let node = nodeAt(compiler, source, on.start);
  for (let up = 0; node && up < UPWARDS && !compiler.isSourceFile(node); up++) {
    addSymbol(checker.getSymbolAtLocation(node));
    addType(checker.getTypeAtLocation(node));
    if (compiler.isExpression(node)) addType(checker.getContextualType(node));
    if (compiler.isPropertyAccessExpression(node)) {
      addSymbol(checker.getSymbolAtLocation(node.name));
      addType(checker.getTypeAtLocation(node.expression));
    }
    if (compiler.isIndexedAccessTypeNode(node)) addWritten(compiler, node, places);
    if (compiler.isVariableDeclaration(node) && node.initializer)
      addType(checker.getTypeAtLocation(node.initializer));
    if (compiler.isStatement(node)) break;
    node = node.parent;
  }
  return [...places.values()];
}

/** `paths['/charges']['get']` as it is written: what it names need not be there any more. */
function addWritten(
  compiler: TypeScript,
  node: ts.IndexedAccessTypeNode,
  places: Map<string, GeneratedPlace>,
): void {
  const place: string[] = [];
  let at: ts.TypeNode = node;
  while (compiler.isIndexedAccessTypeNode(at)) {
    if (compiler.isLiteralTypeNode(at.indexType) && compiler.isStringLiteral(at.indexType.literal))
      place.unshift(at.indexType.literal.text);
    at = at.objectType;
  }
  if (!compiler.isTypeReferenceNode(at)) return;
  place.unshift(at.typeName.getText());
  if (place.length > 1) places.set(place.join('\n'), place);
}

/** Names of the members that a declaration is in, from the outside. */
function placeOf(compiler: TypeScript, declaration: ts.Declaration): string[] {
  const place: string[] = [];
  for (let node: ts.Node = declaration; node && !compiler.isSourceFile(node); node = node.parent) {
    const { name } = node as { name?: ts.Node };
    if (!name) continue;
    const isText =
      compiler.isStringLiteral(name) || compiler.isNumericLiteral(name) || compiler.isIdentifier(name);
    place.unshift(isText ? name.text : name.getText());
  }
  return place;
}

/** The innermost node that begins at or holds a position. */
function nodeAt(compiler: TypeScript, source: ts.SourceFile, position: number): ts.Node | undefined {
  let found: ts.Node | undefined = source;
  for (let next: ts.Node | undefined = source; next; ) {
    found = next;
    next = compiler.forEachChild(next, (child) =>
      child.getStart(source) <= position && position < child.getEnd() ? child : undefined,
    );
  }
  return found;
}
