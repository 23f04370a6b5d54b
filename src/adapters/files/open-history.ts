import type { PastVersion } from '../../app/replay.ts';
import { openDocument } from '../../core/openapi/document/open-document.ts';
import type { ApiDocument } from '../../core/openapi/document/types.ts';
import { sha256 } from '../crypto/sha256.ts';
import { type ListedVersion, listFolder } from './history-folder.ts';
import { listGit } from './history-git.ts';
import { loadFrom } from './load-document.ts';
import type { LoadOptions } from './load-options.ts';
import type { PartSource } from './part-source.ts';
import { createTextMemory } from './text-memory.ts';

/** Documents that are kept: a version that is published again is not read again. */
const KEPT = 6;

/**
 * The versions of a document over time, oldest first: of a folder, or `git:PATH`. Reading one is left to who asks. The
 * calendar never goes back: a version that is dated before the one before it has that one's time.
 *
 * @param since ISO day: versions before it are left out, but for the last of them, which was agreed then
 * @throws ForewarnError `not-found` where there is none
 */
export async function openHistory(
  location: string,
  options: LoadOptions & { since?: string | undefined },
): Promise<PastVersion[]> {
  const isGit = location.startsWith('git:');
  const listed = isGit ? await listGit(location, options) : listFolder(location, options.cwd);
  const read = versionReader();
  let last = '';
  const dated = listed.map((version) => {
    const day = new Date(version.at).toISOString();
    const at = day > last ? day : oneMsLater(last);
    last = at;
    return { name: version.name, at, read: () => read(version) };
  });
  const { since } = options;
  if (since === undefined) return dated;
  const first = dated.findIndex(({ at }) => at.slice(0, 10) >= since);
  return dated.slice(first === -1 ? -1 : Math.max(0, first - 1));
}

/** Reads versions, each with what the one before it said; one whose text is that of one of the last is that one. */
function versionReader(): (version: ListedVersion) => Promise<ApiDocument> {
  const kept = new Map<string, ApiDocument>();
  const memory = createTextMemory();
  return async (version) => {
    const { entry, source } = version.open();
    const text = await source.readText(entry);
    const digest = sha256(text);
    const known = kept.get(digest);
    if (known) return known;
    const used = { others: false };
    const texts = { entry, source: withText(source, entry, text, used) };
    const { raw } = await loadFrom(texts, version.name, memory);
    // A text of its own is a version of its own: whether it means something else, the comparison says.
    const document = openDocument(raw, sha256, used.others ? {} : { hash: digest });
    // What refers to other files is told by more than its own text.
    if (!used.others) kept.set(digest, document);
    for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest);
    return document;
  };
}

function withText(source: PartSource, entry: string, text: string, used: { others: boolean }): PartSource {
  return {
    ...source,
    readText(file) {
      if (file === entry) return Promise.resolve(text);
      used.others = true;
      return source.readText(file);
    },
  };
}

/** Two looks have two times: that is how the ledger tells them apart. */
function oneMsLater(at: string): string {
  return new Date(Date.parse(at) + 1).toISOString();
}
