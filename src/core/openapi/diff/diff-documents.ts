import type { Difference } from '../../drift/difference.ts';
import type { ApiDocument } from '../document/types.ts';
import { pairGraphOf } from './compare/pair-graph.ts';
import type { Context } from './operation-pair.ts';
import { versionDifferences } from './operations/diff-info.ts';
import { diffOperations } from './operations/diff-operations.ts';
import { pairOperations } from './operations/pair-operations.ts';
import type { DiffPolicy } from './policy.ts';
import type { Prover } from './proof.ts';
import { provenBy } from './tell/proven-facts.ts';
import { tellPlaces } from './tell/tell-places.ts';
import { infoToldOnce, NOTHING_LEFT_OUT } from './tell/told-once.ts';
import { type Unchanged, unchangedOf } from './unchanged/unchanged.ts';
import { componentDifferences } from './wire/diff-components.ts';
import { dialectDifferences } from './wire/diff-dialect.ts';
import { libraryDifferences } from './wire/diff-library.ts';
import { documentSecurityDifferences } from './wire/diff-security.ts';
import { documentServerDifferences } from './wire/diff-servers.ts';
import { callbackDifferences, webhookDifferences } from './wire/diff-webhooks.ts';
import { schemeNames } from './wire/scheme-names.ts';
import { knownDifferences, untoldIn } from './wire/unknown-differences.ts';

/** What else a diff may know. */
export interface DiffOptions {
  /** ISO day: tells whether a removed operation's sunset had come. Without it, it counts as come. */
  today?: string;
  /**
   * Keys of operations (`METHOD /path/{}`) that are used: told in full. At others, a difference in a schema
   * that more than 10 places share is told at the nearest 10, the first of which counts the rest (`alsoAt`)
   * and lists the operations of all (`reaches`).
   */
  used?: ReadonlySet<string>;
  /** Shows by a value what is said about sets of values. Without it, such claims are undecided. */
  prove?: Prover;
  /** Leaves it for later how warnings are known: {@link Difference.prove} finds it where it is asked for. */
  proveBreakingOnly?: boolean;
  /**
   * Tells what is for information at one place for each rule that tells it: as much as it takes to count the changes.
   */
  infoOnce?: boolean;
  /** What is asked beyond what the wire needs; nothing where it is absent. */
  policy?: DiffPolicy;
  /** What need not be compared; found where it is not given. */
  unchanged?: Unchanged;
}

/**
 * The differences between an agreed document and an observed one, in the order of the baseline's operations.
 * Documents that mean the same give none. Requests are read as the provider's document says, responses as
 * an open-world reader would: undocumented properties are taken, unknown values, types and alternatives not.
 *
 * Each pair of schemas is compared once for requests, parameters and responses, so the work is linear in the
 * size of the documents; a difference in a shared schema is told at the places that reach it.
 *
 * A reference of a schema that leads nowhere is told as undecided where it changes. Nothing is told about a parameter,
 * body, response or path that cannot be known in one of the documents; `unknownParts` names them.
 *
 * @throws ForewarnError `input` where the schemas meet in too many ways to compare them all
 */
export function diffDocuments(
  baseline: ApiDocument,
  observed: ApiDocument,
  options: DiffOptions = {},
): Difference[] {
  const unchanged = options.unchanged ?? unchangedOf(baseline, observed);
  const asked = { policy: options.policy ?? {}, today: options.today ?? null };
  const graph = pairGraphOf(baseline, observed, unchanged, asked);
  const context: Context = {
    baseline,
    observed,
    pairing: pairOperations(baseline, observed),
    schemes: schemeNames(baseline, observed),
    graph,
    unchanged,
    asked,
  };
  const found = [
    ...documentSecurityDifferences(context),
    ...documentServerDifferences(context),
    ...dialectDifferences(baseline, observed),
    ...diffOperations(context),
    ...webhookDifferences(context),
    ...callbackDifferences(context),
    ...libraryDifferences(context),
  ];
  graph.settle();
  const places = found.flatMap((one) => ('place' in one ? [one.place] : []));
  const untold = untoldIn(baseline, observed);
  // The one place may be one of which nothing can be said.
  const infoOnce = options.infoOnce && untold.length === 0;
  const told = tellPlaces(places, options.used ?? new Set(), {
    proven: provenBy(options.prove, options.proveBreakingOnly ?? false),
    isLeftOut: infoOnce ? infoToldOnce() : NOTHING_LEFT_OUT,
  });
  const differences = found.flatMap((one) => ('place' in one ? (told.get(one.place) ?? []) : [one]));
  differences.push(...componentDifferences(baseline, observed, graph));
  differences.push(...versionDifferences(baseline, observed, asked.policy, differences));
  return knownDifferences(differences, untold);
}
