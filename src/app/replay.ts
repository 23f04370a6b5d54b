import { partnerFromTitle } from '../core/agreement/draft-agreement.ts';
import type { Agreement, DeclaredUse } from '../core/agreement/types.ts';
import type { PublishedSight, StaticFit } from '../core/drift/assess/types.ts';
import { operationOf } from '../core/drift/subject.ts';
import { ForewarnError } from '../core/errors.ts';
import { emptyState } from '../core/ledger/fold.ts';
import type { PartnerState } from '../core/ledger/types.ts';
import { diffDocuments } from '../core/openapi/diff/diff-documents.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import type { Pact } from '../core/pact/types.ts';
import { type Removals, withVersion } from '../core/replay/removals.ts';
import { replayAgreement } from '../core/replay/replay-agreement.ts';
import { lookAtVersion, takeOver } from '../core/replay/replay-version.ts';
import { isTelling, toldChanges } from '../core/replay/told-changes.ts';
import type { Replay, ReplayDay, UnreadVersion } from '../core/replay/types.ts';
import type { Usage } from '../core/usage/types.ts';
import { usageOf } from '../core/usage/usage-of.ts';
import { type ComparedBefore, comparedBefore } from './compared-before.ts';
import { fitPacts } from './fit-pacts.ts';
import type { Ports } from './ports.ts';

/** A version of a document, and the day on which it was published. */
export interface PastVersion {
  /** How it is called: a file, a commit. */
  name: string;
  /** ISO instant. */
  at: string;
  /**
   * Reads it; the same content gives the same object.
   * @throws ForewarnError where it cannot be read
   */
  read(): Promise<ApiDocument>;
}

/** What a replay needs. */
export interface ReplayPorts extends Pick<Ports, 'sha256' | 'pacts'> {
  /** Says what is being done. */
  progress(doing: string): void;
}

/** A history, and what we use of it. */
export interface ReplayRequest {
  /** Oldest first. */
  versions: readonly PastVersion[];
  uses: readonly DeclaredUse[];
  pacts: readonly Pact[];
  /** Asked before each version; false ends the replay there. Absent: it goes on. */
  goesOn?(): boolean;
  /** Told each look's differences as they are found, for who wants more than what is kept. */
  onLook?(look: ReplayedLook): void;
}

/** One version against what was agreed, as it was looked at. */
export interface ReplayedLook {
  baseline: ApiDocument;
  document: ApiDocument;
  at: string;
  usage: Usage;
  findings: ReturnType<typeof lookAtVersion>['decision']['findings'];
  told: ReplayDay['told'];
}

/** What goes on from version to version. */
interface Present {
  state: PartnerState;
  agreement: Agreement;
  baseline: ApiDocument;
  removals: Removals;
}

/**
 * Runs what a live check of the document would have run on the day of each version. The first version is what was
 * agreed at the start; each later one is looked at, told of, and taken over by both sides on its day, so that each
 * change is told once. A version that cannot be read is looked at as that; what was agreed stays.
 *
 * @throws ForewarnError `input` where no version can be read
 */
export async function replayHistory(ports: ReplayPorts, request: ReplayRequest): Promise<Replay> {
  const compared = comparedBefore();
  const days: ReplayDay[] = [];
  const unread: UnreadVersion[] = [];
  const notices = { ours: 0, theirs: 0 };
  let present: Present | null = null;
  let started: Pick<Replay, 'partner' | 'name' | 'usage'> | null = null;
  for (const [index, version] of request.versions.entries()) {
    if (request.goesOn && !request.goesOn()) break;
    ports.progress(`version ${index + 1} of ${request.versions.length}, ${version.at.slice(0, 10)}`);
    const document = await readOrSay(version, unread);
    if (!document) {
      if (present) present = blind(present, version, ports, request);
      continue;
    }
    present ??= begin(document, request, ports);
    const usage = usageOf(present.baseline, request.pacts, request.uses);
    started ??= startOf(present, usage);
    const { day, after, due } = await live(
      present,
      { version, document, usage },
      { ports, request, compared },
    );
    notices.ours += due.ours;
    notices.theirs += due.theirs;
    days.push(day);
    present = after;
  }
  ports.progress('');
  if (!present || !started) {
    throw new ForewarnError('input', 'no version of this history can be read', {
      ...(unread[0] && { fix: `the first: ${unread[0].detail}` }),
    });
  }
  return { ...started, days, removals: [...present.removals.gone], unread, notices };
}

function begin(document: ApiDocument, { uses }: ReplayRequest, { sha256 }: ReplayPorts): Present {
  const partner = partnerFromTitle(document.title) ?? 'partner';
  const agreement = replayAgreement({ partner, name: document.title || partner, uses, sha256 });
  return {
    state: emptyState(partner),
    agreement,
    baseline: document,
    removals: { gone: [], signs: new Map() },
  };
}

function startOf({ agreement }: Present, usage: Usage): Pick<Replay, 'partner' | 'name' | 'usage'> {
  const { partner, name } = agreement;
  const unplaced = usage.unplaced.map(({ interaction }) => interaction);
  const operations = usage.operations.map(({ operation }) => operation);
  return { partner, name, usage: { known: usage.known, operations, unplaced } };
}

async function live(
  present: Present,
  { version, document, usage }: { version: PastVersion; document: ApiDocument; usage: Usage },
  { ports, request, compared }: { ports: ReplayPorts; request: ReplayRequest; compared: ComparedBefore },
) {
  const { baseline, agreement } = present;
  const { at } = version;
  const { sha256 } = ports;
  const used = new Set(usage.operations.map(({ key }) => key));
  const moved = compared(baseline, document, [...used].join('\n'), () =>
    diffDocuments(baseline, document, { used, today: at.slice(0, 10) }),
  );
  const touches = moved.some(({ subject }) => subject.method === '*' || used.has(operationOf(subject)));
  const fits = touches ? await fitsOf(ports, baseline, document, request.pacts) : [];
  const published: PublishedSight = { kind: 'read', document, moved };
  const { decision, state } = lookAtVersion({ ...present, usage, published, fits, at, sha256 });
  const { told, differences } = toldChanges(decision, state);
  if (baseline !== document) {
    request.onLook?.({ baseline, document, at, usage, findings: decision.findings, told });
  }
  const day: ReplayDay = {
    version: version.name,
    docVersion: document.docVersion,
    at,
    operations: document.operations.length,
    verdict: decision.verdict,
    told,
    quiet: decision.findings.length - differences,
  };
  const removals = withVersion(present.removals, {
    document,
    version: version.name,
    at,
    findings: decision.findings,
    used: usage.known ? used : null,
    first: present.state.seq === 0,
  });
  const taken =
    moved.length === 0
      ? state
      : takeOver({
          state,
          agreement,
          usage: usageOf(document, request.pacts, request.uses),
          document,
          at,
          sha256,
        });
  const count = (side: 'ours' | 'theirs') =>
    decision.notices.filter((one) => one.side === side && isTelling(one)).length;
  const due = { ours: count('ours'), theirs: count('theirs') };
  return { day, due, after: { agreement, state: taken, baseline: document, removals } satisfies Present };
}

/** A pact that asks for more than was agreed on that day is none that anybody could have had then: it is left out. */
async function fitsOf(
  ports: ReplayPorts,
  baseline: ApiDocument,
  document: ApiDocument,
  pacts: readonly Pact[],
): Promise<StaticFit[]> {
  const fits = await fitPacts(ports, baseline, document, pacts, null);
  return fits.filter((fit) => fit.baseline.length === 0);
}

async function readOrSay(version: PastVersion, unread: UnreadVersion[]): Promise<ApiDocument | null> {
  try {
    return await version.read();
  } catch (error) {
    if (!(error instanceof ForewarnError)) throw error;
    unread.push({ version: version.name, at: version.at, detail: error.message });
    return null;
  }
}

/** A look that could not read what was published: what was agreed stays, and nothing is said to differ. */
function blind(
  present: Present,
  { at }: PastVersion,
  { sha256 }: ReplayPorts,
  { pacts, uses }: ReplayRequest,
): Present {
  const failure = { class: 'document-unreadable', detail: 'this version cannot be read' } as const;
  const usage = usageOf(present.baseline, pacts, uses);
  const published: PublishedSight = { kind: 'unread', failure };
  const { state } = lookAtVersion({ ...present, usage, published, fits: [], at, sha256 });
  return { ...present, state };
}
