import { relative, resolve } from 'node:path';
import type ts from 'typescript';
import type { TypeFault } from '../../core/types/type-error.ts';
import { flat, type Project } from './open-project.ts';
import { placesAround } from './places-around.ts';

/** A project type-checked with one text in place of its generated module. */
export interface CheckedProject {
  program: ts.Program;
  faults: (TypeFault & { start: number })[];
}

/**
 * Type-checks a project as if its generated module had the given text. Nothing is written and nothing of it is run.
 *
 * @param before the program with the types of before, by which places are told; left out: by this one.
 */
export function checkProject(
  { ts: compiler, dir, options, files, parsed }: Project,
  on: { module: string; text: string; before?: ts.Program },
): CheckedProject {
  const module = resolve(on.module);
  const host = compiler.createCompilerHost(options, true);
  const isModule = (file: string) => resolve(file) === module;
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (file) => isModule(file) || fileExists.call(host, file);
  host.readFile = (file) => (isModule(file) ? on.text : readFile.call(host, file));
  host.getSourceFile = (file, languageVersion, ...more) => {
    if (isModule(file)) return compiler.createSourceFile(file, on.text, languageVersion, true);
    const source = parsed.get(file) ?? getSourceFile.call(host, file, languageVersion, ...more);
    if (source) parsed.set(file, source);
    return source;
  };
  host.writeFile = () => undefined;
  const program = compiler.createProgram(files, options, host);
  const errors = compiler
    .getPreEmitDiagnostics(program)
    .filter(({ category }) => category === compiler.DiagnosticCategory.Error);
  const faults = errors.map((error) => {
    const { file, start = 0, code } = error;
    const message = flat(compiler, error.messageText);
    const at = file?.getLineAndCharacterOfPosition(start) ?? { line: 0, character: 0 };
    return {
      file: file ? relative(dir, file.fileName) : '',
      line: at.line + 1,
      column: at.character + 1,
      code,
      message,
      start,
      quoted: quotedIn(message),
      places: file
        ? placesAround(compiler, on.before ?? program, { file: file.fileName, start, module })
        : [],
    };
  });
  return { program, faults };
}

/** Names and values in a message: `'total'`, `'"sepa"'`. */
function quotedIn(message: string): string[] {
  const found = [...message.matchAll(/'"?([^'"{}\s]{1,200}?)"?'/g)].map(([, name = '']) => name);
  const inUnions = [...message.matchAll(/"([^"\s]{1,200})"/g)].map(([, name = '']) => name);
  return [...new Set([...found, ...inUnions])];
}
