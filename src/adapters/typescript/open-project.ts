import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type ts from 'typescript';
import { ForewarnError } from '../../core/errors.ts';

export type TypeScript = typeof ts;

/** The caller's project: its compiler, its options and files as its tsconfig names them. */
export interface Project {
  ts: TypeScript;
  /** Folder of the tsconfig. */
  dir: string;
  options: ts.CompilerOptions;
  files: string[];
  /** Files that were parsed already; what both checks share is parsed and bound once. */
  parsed: Map<string, ts.SourceFile>;
}

/**
 * Reads a tsconfig by the TypeScript that its project has installed, else by ours.
 *
 * @throws ForewarnError `not-found` where it is not there; `input` where it cannot be read.
 */
export async function openProject(tsconfig: string): Promise<Project> {
  if (!existsSync(tsconfig))
    throw new ForewarnError('not-found', 'there is no TypeScript project here', {
      place: { file: tsconfig },
      fix: 'name its tsconfig with --project',
    });
  const compiler = await compilerOf(tsconfig);
  const faults: string[] = [];
  const parsed = compiler.getParsedCommandLineOfConfigFile(
    tsconfig,
    {
      noEmit: true,
      incremental: false,
      composite: false,
      declaration: false,
      declarationMap: false,
      skipLibCheck: true,
    },
    {
      ...compiler.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => faults.push(flat(compiler, messageText)),
    },
  );
  const errors =
    parsed?.errors.filter(({ category }) => category === compiler.DiagnosticCategory.Error) ?? [];
  faults.push(...errors.map(({ messageText }) => flat(compiler, messageText)));
  if (!parsed || faults.length > 0)
    throw new ForewarnError('input', `the project cannot be read: ${faults[0] ?? 'no reason is given'}`, {
      place: { file: tsconfig },
    });
  const { tsBuildInfoFile: _, ...options } = parsed.options;
  return { ts: compiler, dir: dirname(tsconfig), options, files: parsed.fileNames, parsed: new Map() };
}

async function compilerOf(tsconfig: string): Promise<TypeScript> {
  const require = createRequire(tsconfig);
  try {
    return require(require.resolve('typescript')) as TypeScript;
  } catch {
    return (await import('typescript')).default;
  }
}

/** A message of the compiler with what led to it, as one text. */
export function flat(compiler: TypeScript, message: string | ts.DiagnosticMessageChain): string {
  return compiler.flattenDiagnosticMessageText(message, ' ').replace(/\s+/g, ' ');
}
