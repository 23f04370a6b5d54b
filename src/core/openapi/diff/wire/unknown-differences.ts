import type { Difference } from '../../../drift/difference.ts';
import { normalisePath, type Subject } from '../../../drift/subject.ts';
import type { ApiDocument } from '../../document/types.ts';
import { type UnknownPart, unknownParts } from '../../document/unknown-parts.ts';

/** A part that a document does not tell, and what it tells beside it. */
export interface Untold {
  part: UnknownPart;
  listed: Listed;
}

/** The parts that one of the documents does not tell. */
export function untoldIn(...documents: readonly ApiDocument[]): Untold[] {
  return documents.flatMap((document) =>
    unknownParts(document.raw).map((part) => ({ part, listed: listedOf(document, part) })),
  );
}

/** Takes out what is said about parts that are not told: they may have stayed, changed or gone. */
export function knownDifferences(differences: readonly Difference[], parts: readonly Untold[]): Difference[] {
  if (parts.length === 0) return [...differences];
  return differences.filter(
    ({ subject }) => !parts.some(({ part, listed }) => covers(part, subject, listed)),
  );
}

function covers(part: UnknownPart, subject: Subject, listed: Listed): boolean {
  if (part.path === 'callback:*') {
    return subject.path.startsWith('callback:') || subject.location.startsWith('callback:');
  }
  // That one came or went is told by its name.
  if (part.part === 'operation' && subject.location === part.path) return true;
  if (subject.path !== normalisePath(part.path)) return false;
  if (part.method !== null && part.method !== subject.method) return false;
  const { section, status, location } = subject;
  if (part.part === 'operation') return true;
  if (part.part === 'response') {
    if (section !== 'response') return false;
    return part.status === null || part.status === status || !isListed(listed, status);
  }
  const isParameter = /^(?:query|header|cookie|path|querystring):/.test(location);
  return section === 'request' && isParameter === (part.part === 'parameters');
}

/** The statuses that a document itself tells; null where that does not matter. */
type Listed = ReadonlySet<string> | null;

function isListed(listed: Listed, status: string | undefined): boolean {
  return listed === null || (status !== undefined && listed.has(status));
}

/** Where a range or the default is unknown, so is every status that the document does not list. */
function listedOf(document: ApiDocument, { path, method, status }: UnknownPart): Listed {
  if (status !== null && /^\d\d\d$/.test(status)) return null;
  const operations = document.operations.filter(
    (operation) => operation.path === path && (method === null || operation.method === method),
  );
  return new Set(operations.flatMap(({ responses }) => responses.map((response) => response.status)));
}
