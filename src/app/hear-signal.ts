import { ForewarnError } from '../core/errors.ts';
import { plainText } from '../core/report/plain-text.ts';
import { hourOf, type JourneyStore } from './journey-store.ts';
import type { Calendar, EvidenceStore } from './ports.ts';

/** What taking a report of people needs. Without evidence it is counted, and its text is not kept. */
export interface SignalPorts {
  calendar: Calendar;
  journeys: JourneyStore;
  evidence?: EvidenceStore;
}

/** A report that was taken: the hour that it counts in, and how many that hour has. */
export interface HeardSignal {
  journey: string;
  hour: string;
  count: number;
  /** Hash of its text in the evidence store; null where it is not kept. */
  text: string | null;
}

/** Most characters of a report, and most texts of one journey that are kept in an hour; what is beyond is counted. */
export const MOST_CHARACTERS = 4_000;
const KEPT_IN_AN_HOUR = 200;

/**
 * Takes what people told of a journey: counted by the hour, its text with the evidence, never in the table.
 *
 * @param on.partner of the journey's first step, with whose evidence the text is kept
 * @throws ForewarnError `usage` for a text that is empty or too long
 */
export async function hearSignal(
  ports: SignalPorts,
  on: { journey: string; partner: string; text: string; by: string },
): Promise<HeardSignal> {
  const text = on.text.trim();
  if (text === '') throw new ForewarnError('usage', 'a report says in a few words what people tell');
  if (text.length > MOST_CHARACTERS)
    throw new ForewarnError('usage', `a report has at most ${MOST_CHARACTERS} characters`);
  const at = ports.calendar.now().toISOString();
  const count = await ports.journeys.count(on.journey, at);
  const payload = {
    kind: 'signal',
    journey: on.journey,
    at,
    by: plainText(on.by, 60),
    text: text.toWellFormed(),
  };
  const isKept = ports.evidence !== undefined && count <= KEPT_IN_AN_HOUR;
  const kept = isKept ? await ports.evidence?.put(on.partner, payload) : undefined;
  return { journey: on.journey, hour: hourOf(at), count, text: kept?.sha256 ?? null };
}
