import type { OurSide } from '../../app/check-our-side.ts';
import type { Ports } from '../../app/ports.ts';
import type { Agreement } from '../../core/agreement/types.ts';
import { ForewarnError } from '../../core/errors.ts';
import { openDocument } from '../../core/openapi/document/open-document.ts';
import type { ApiDocument } from '../../core/openapi/document/types.ts';
import type { Pact } from '../../core/pact/types.ts';
import { loadDeliveries } from './load-deliveries.ts';
import { loadDocument } from './load-document.ts';

/** The pacts of an agreement by who provides. */
export interface SplitPacts {
  /** The partner, or whoever a pact names: everything but ourselves. */
  theirs: Pact[];
  ours: Pact[];
}

/**
 * Splits pacts by participant: where the provider is `we`, the partner is the consumer of our API, and of what we send.
 *
 * @throws ForewarnError `config` where such a pact is there without `ours`, which says what to hold it against, or
 * `ours` without any such pact, here or at a broker.
 */
export function splitPacts(agreement: Agreement, pacts: readonly Pact[]): SplitPacts {
  const isOurs = ({ provider, interactions, messages }: Pact) =>
    provider === agreement.we && interactions.length + messages.length > 0;
  const split = { theirs: pacts.filter((one) => !isOurs(one)), ours: pacts.filter(isOurs) };
  const place = { file: agreement.file };
  if (!agreement.ours && split.ours[0])
    throw new ForewarnError('config', `the provider of ${split.ours[0].name} is \`${agreement.we}\`: us`, {
      place,
      fix: 'name our own document: ours: { openapi: FILE }, or correct `we`',
    });
  if (agreement.ours && split.ours.length === 0 && !agreement.broker)
    throw new ForewarnError(
      'config',
      `\`ours\` is there, but no pact has \`${agreement.we}\` as its provider`,
      {
        place,
        fix: 'put the pacts of the partner among `pacts`, correct `we`, or leave `ours` out',
      },
    );
  return split;
}

/**
 * What our own API is held against: our document, the version of it that was agreed, and the partner's pacts with us; and
 * what we sent the partner. Undefined without `ours`.
 *
 * @throws ForewarnError where our document or a recorded delivery cannot be read.
 */
export async function loadOurSide(
  agreement: Agreement,
  pacts: readonly Pact[],
  on: { cwd: string; sha256: Ports['sha256'] },
): Promise<OurSide | undefined> {
  if (!agreement.ours) return undefined;
  const { openapi, agreed } = agreement.ours;
  const document = await ownDocument('ours.openapi', openapi, on);
  const before = agreed === undefined ? {} : { agreed: await ownDocument('ours.agreed', agreed, on) };
  const { deliveries: patterns, environments } = agreement.ours;
  const senders = environments.length > 0 ? environments.map(({ name }) => name) : undefined;
  const deliveries = loadDeliveries(agreement, patterns, senders);
  return { document, ...before, pacts: [...pacts], deliveries };
}

async function ownDocument(
  key: string,
  file: string,
  { cwd, sha256 }: { cwd: string; sha256: Ports['sha256'] },
): Promise<ApiDocument> {
  const fetchText = async (url: string): Promise<string> => {
    throw new ForewarnError('config', `\`${key}\` is a file of ours, not ${url}`);
  };
  const raw = await loadDocument(file, { cwd, fetchText }).catch((error) => {
    if (!(error instanceof ForewarnError) || error.place) throw error;
    throw new ForewarnError(error.code, error.message, { place: { file }, cause: error });
  });
  return openDocument(raw, sha256);
}
