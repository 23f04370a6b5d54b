import { dirname, resolve } from 'node:path';
import { sha256 } from '../adapters/crypto/sha256.ts';
import { loadAgreements } from '../adapters/files/load-agreements.ts';
import { splitPacts } from '../adapters/files/load-our-side.ts';
import { loadPact, loadPacts } from '../adapters/files/load-pacts.ts';
import { loadUses } from '../adapters/files/load-uses.ts';
import { shown } from '../adapters/files/problems.ts';
import type { DiffInput } from '../app/diff.ts';
import { showingToUs } from '../app/show-to-us.ts';
import type { Agreement, FailOn, Journey } from '../core/agreement/types.ts';
import { ForewarnError } from '../core/errors.ts';
import type { DiffPolicy } from '../core/openapi/diff/policy.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import type { IgnoreEntry, SeverityRule } from '../core/policy/types.ts';
import { effectOf } from '../core/usage/effect.ts';
import { usageOf } from '../core/usage/usage-of.ts';
import { chosenAgreements } from './check-options.ts';
import type { DiffOptions } from './diff-options.ts';

/** What the command line says of our side. */
export interface OurSide {
  /** Usage against a baseline, as the comparison takes it. */
  usageIn(baseline: ApiDocument, observed: ApiDocument): Pick<DiffInput, 'effectOf' | 'showToUs' | 'used'>;
  failOn: FailOn;
  severity: SeverityRule[];
  ignore: IgnoreEntry[];
  policy: DiffPolicy;
}

/** Reads pacts, uses and the agreement that are named. */
export function loadOurSide(options: DiffOptions, cwd: string): OurSide {
  const agreed =
    options.agreement !== undefined || options.partner !== undefined ? agreedIn(options, cwd) : null;
  const agreement = agreed?.agreement ?? null;
  const pacts = [
    ...(agreement ? splitPacts(agreement, loadPacts(agreement)).theirs : []),
    ...(options.pact ?? []).map((file) => loadPact(resolve(cwd, file))),
  ];
  const uses = [
    ...(agreement?.uses ?? []),
    ...(options.uses === undefined ? [] : loadUses(options.uses, cwd)),
  ];
  return {
    usageIn(baseline, observed) {
      const known = usageOf(
        baseline,
        pacts,
        uses,
        agreement?.environments[0]?.auth ?? null,
        agreement && agreement.environments.length > 0
          ? agreement.environments.map(({ url }) => url)
          : undefined,
      );
      return {
        effectOf: (difference) =>
          effectOf(difference, known, agreed?.journeys ?? [], agreement?.partner ?? null),
        showToUs: showingToUs(known, { baseline, observed }),
        used: new Set(known.operations.map((operation) => operation.key)),
      };
    },
    failOn: agreement?.policy.failOn ?? 'may-break',
    ...(agreement ? policyIn(agreement, cwd) : { severity: [], ignore: [], policy: {} }),
  };
}

function agreedIn(options: DiffOptions, cwd: string): { agreement: Agreement; journeys: Journey[] } {
  const { agreement: file, partner, contracts } = options;
  const folder = file === undefined ? contracts : dirname(dirname(resolve(cwd, file)));
  const { agreements, journeys } = loadAgreements({
    cwd,
    sha256,
    ...(folder !== undefined && { contracts: folder }),
  });
  const [agreement] =
    file === undefined
      ? chosenAgreements(agreements, [partner as string])
      : agreements.filter((one) => one.file === resolve(cwd, file));
  if (agreement) return { agreement, journeys };
  throw new ForewarnError('not-found', `${file} is no agreement`, {
    fix: 'name contracts/<partner>/agreement.yaml, or the partner with --partner NAME',
  });
}

/** What the agreement says about differences. References of changes mean nothing between two documents. */
function policyIn(agreement: Agreement, cwd: string): Pick<OurSide, 'severity' | 'ignore' | 'policy'> {
  const from = { file: shown(agreement.file, cwd) };
  const { severity, ignore, accepted } = agreement.policy;
  const days = agreement.noticeDays.breaking;
  return {
    severity: Object.entries(severity).map(([rule, level]) => ({ rule, level, from })),
    ignore: [...ignore, ...accepted]
      .filter(({ by }) => by.ref === undefined)
      .map(({ by, until, why }) => ({ by, until, why, from })),
    policy: days === null ? {} : { noticeDays: { stable: days, beta: days } },
  };
}
