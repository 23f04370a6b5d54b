import { sha256 } from '../adapters/crypto/sha256.ts';
import { type LoadedDocument, loadSourced } from '../adapters/files/load-document.ts';
import type { TextMemory } from '../adapters/files/text-memory.ts';
import { openDocument } from '../core/openapi/document/open-document.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import type { SourceMap } from '../core/openapi/source/source-map.ts';
import type { DiffOptions } from './diff-options.ts';
import type { CliIo } from './io.ts';
import { placed } from './placed.ts';

const LIMITS = { timeoutMs: 30_000, maxBytes: 64_000_000 };

/** One of the two documents. */
export interface ComparedDocument {
  document: ApiDocument;
  source: SourceMap;
}

/**
 * Reads a document from a file, a URL, a revision of git, or `-` for the standard input. Of two that are read with one
 * memory, the second shares with the first what both write alike.
 */
export async function openCompared(
  location: string,
  options: DiffOptions,
  io: CliIo,
  memory: TextMemory,
): Promise<ComparedDocument> {
  io.progress?.(`reading ${location}`);
  const loaded = await loadSourced(location, {
    cwd: io.cwd,
    refRoot: options.refRoot,
    externalRefs: options.externalRef,
    fetchText: async (url) => {
      const { createFetchText } = await import('../adapters/http/fetch-text.ts');
      return createFetchText({ ...LIMITS, allowPrivate: options.allowPrivate === true, env: io.env })(url);
    },
    readInput: io.readInput,
    memory,
  });
  tellProblems(loaded, io);
  try {
    return { document: openDocument(loaded.raw, sha256, { unknown: 'kept' }), source: loaded.source };
  } catch (error) {
    throw placed(error, location === '-' ? 'standard input' : location);
  }
}

function tellProblems({ problems }: LoadedDocument, io: CliIo): void {
  for (const { file, line, column, message } of problems) {
    io.err(`forewarn: ${file}:${line}:${column}: ${message}\n`);
  }
}
