import { createSimulatedCalendar, realCalendar } from '../adapters/clock/calendar.ts';
import { realMonotonic } from '../adapters/clock/real-monotonic.ts';
import { sha256 } from '../adapters/crypto/sha256.ts';
import { loadAgreements } from '../adapters/files/load-agreements.ts';
import { catchUp } from '../app/catch-up.ts';
import type { Calendar } from '../app/ports.ts';
import { nearest } from '../core/agreement/nearest.ts';
import type { Agreement, Journey } from '../core/agreement/types.ts';
import { ForewarnError } from '../core/errors.ts';
import type { Actor, PartnerState } from '../core/ledger/types.ts';
import type { OpenStore } from '../local/open-store.ts';
import type { CliIo } from './io.ts';
import { toolVersion } from './tool-version.ts';
import { partnersOf } from './with-store.ts';

/** Options of every command by which a person writes into a ledger. */
export interface PersonOptions {
  by?: string;
  state?: string;
  contracts?: string;
}

/** What a use case needs to write into the ledger of a data folder. */
export async function ledgerPorts(store: OpenStore, partner: string) {
  const calendar = await calendarOf(store, partner);
  return { ...store, calendar, monotonic: realMonotonic, sha256, toolVersion: toolVersion() };
}

/** A partner that a command reads of: what was agreed, and the present of its ledger. */
export interface PartnerOnLedger {
  partner: string;
  agreement: Agreement;
  journeys: readonly Journey[];
  state: PartnerState;
  now: Date;
}

/**
 * Opens what a data folder and the agreements have of a partner.
 *
 * @throws ForewarnError `not-found` where there is no history of it, or no agreement.
 */
export async function partnerOnLedger(
  asked: string,
  store: OpenStore,
  options: PersonOptions,
  io: CliIo,
): Promise<PartnerOnLedger> {
  const [partner = asked] = await partnersOf(store, asked);
  const { agreement, journeys } = contractWith(partner, options, io);
  const { calendar } = await ledgerPorts(store, partner);
  return { partner, agreement, journeys, now: calendar.now(), state: await catchUp(store, partner) };
}

/** Time in a simulated ledger is where its last entry left it: the wall says nothing about it. */
async function calendarOf(store: OpenStore, partner: string): Promise<Calendar> {
  if (store.clock === 'real') return realCalendar;
  const { at } = await catchUp(store, partner);
  return createSimulatedCalendar(at ?? new Date(0).toISOString());
}

/**
 * Who writes: the name given, else the user of this terminal.
 *
 * @throws ForewarnError `usage` for a name of nothing.
 */
export function personOf({ by }: PersonOptions, io: CliIo): Actor {
  const id = (by ?? io.env.USER ?? io.env.LOGNAME ?? 'command line').trim();
  if (id === '') throw new ForewarnError('usage', '--by must name somebody');
  return { kind: 'person', id };
}

/**
 * The agreement with a partner.
 *
 * @throws ForewarnError `not-found` where this folder has none.
 */
export function agreementWith(partner: string, options: PersonOptions, io: CliIo): Agreement {
  return contractWith(partner, options, io).agreement;
}

function contractWith(partner: string, { contracts }: PersonOptions, io: CliIo) {
  const { agreements, journeys } = loadAgreements({
    cwd: io.cwd,
    sha256,
    ...(contracts ? { contracts } : {}),
  });
  const agreement = agreements.find((one) => one.partner === partner);
  if (agreement) return { agreement, journeys };
  throw new ForewarnError('not-found', `there is no agreement with ${partner} here`, {
    fix: 'name the folder of the agreements with --contracts DIR',
  });
}

/** Which references a command can be given, and how it lists them where another one was. */
export interface References {
  candidates(state: PartnerState): string[];
  /** Before the list. */
  some: string;
  none: string;
}

/**
 * The partner of a change: references are made of its name, `acme-pay` is `ACME-PAY-12`.
 *
 * @param known true if only references that the ledger has will do.
 * @throws ForewarnError `not-found` naming the nearest, or what there is.
 */
export async function partnerOf(
  ref: string,
  store: OpenStore,
  on: References & { known?: boolean },
): Promise<string> {
  const name = /^(.+)-\d+$/.exec(ref.toLowerCase())?.[1];
  const partners = await partnersOf(store, undefined);
  if (name !== undefined && partners.includes(name)) {
    if (!on.known || (await catchUp(store, name)).changes[ref.toUpperCase()]) return name;
  }
  const there: string[] = [];
  for (const partner of partners) there.push(...on.candidates(await catchUp(store, partner)));
  const near = nearest(ref, there);
  throw new ForewarnError('not-found', `there is no change "${ref}"`, {
    fix: near ? `did you mean ${near}?` : there.length > 0 ? `${on.some}: ${there.join(', ')}` : on.none,
  });
}
