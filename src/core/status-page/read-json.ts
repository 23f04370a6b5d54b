import { isObject, type Json, type JsonObject } from '../json.ts';
import { earliest, instantOf, keptIncidents, objectsOf, textOf } from './incidents.ts';
import { type PageIncident, type PageReading, type StatusWord, saysTrouble } from './types.ts';

/** What the indicator of a page, the impact of an incident and the status of a component are in our words. */
const WORDS: Readonly<Record<string, StatusWord>> = {
  none: 'operational',
  operational: 'operational',
  minor: 'degraded',
  degraded: 'degraded',
  degraded_performance: 'degraded',
  partial_outage: 'partial-outage',
  major: 'partial-outage',
  critical: 'major-outage',
  major_outage: 'major-outage',
  full_outage: 'major-outage',
  downtime: 'major-outage',
  maintenance: 'maintenance',
  under_maintenance: 'maintenance',
};

const BY_WEIGHT: readonly StatusWord[] = [
  'major-outage',
  'partial-outage',
  'degraded',
  'maintenance',
  'operational',
];

/**
 * What a page's public JSON says; null where it is none of the formats that we know: `status.indicator` with incidents
 * and components (summary or status), a JSON:API `aggregate_state`, or a list of `ongoing_incidents`.
 */
export function readStatusJson(json: Json): PageReading | null {
  if (!isObject(json)) return null;
  return ofIndicator(json) ?? ofAggregate(json) ?? ofOngoing(json);
}

/** Indicator and description, with open incidents and components beside them. */
function ofIndicator(json: JsonObject): PageReading | null {
  if (!isObject(json.status)) return null;
  const said = wordOf(json.status.indicator);
  if (said === null) return null;
  const shown = [...objectsOf(json.components), ...objectsOf(json.affected_components)].flatMap(
    ({ status }) => wordOf(status) ?? [],
  );
  const open = objectsOf(json.incidents).filter(({ status }) => !ENDED.has(textOf(status)));
  const state = said === 'operational' ? worstOf([said, ...shown]) : said;
  return reading(state, open.map(incidentOf));
}

function ofAggregate(json: JsonObject): PageReading | null {
  const data = json.data;
  if (!isObject(data) || !isObject(data.attributes)) return null;
  const state = wordOf(data.attributes.aggregate_state);
  if (state === null) return null;
  const open = objectsOf(json.included).flatMap(({ type, attributes }) => {
    if (type !== 'status_report' || !isObject(attributes) || textOf(attributes.ends_at) !== '') return [];
    return [{ title: textOf(attributes.title), since: instantOf(attributes.starts_at) }];
  });
  return reading(state, open);
}

function ofOngoing(json: JsonObject): PageReading | null {
  if (!Array.isArray(json.ongoing_incidents)) return null;
  const open = objectsOf(json.ongoing_incidents);
  const states = open.map((one) => wordOf(one.current_worst_impact) ?? 'degraded');
  const mending = objectsOf(json.in_progress_maintenances).length > 0 ? (['maintenance'] as const) : [];
  return reading(worstOf(['operational', ...mending, ...states]), open.map(incidentOf));
}

/** States of an incident in which it is over. */
const ENDED: ReadonlySet<string> = new Set(['resolved', 'postmortem', 'completed']);

function incidentOf(one: JsonObject): PageIncident {
  const since = instantOf(one.started_at) ?? instantOf(one.created_at) ?? instantOf(one.published_at);
  return { title: textOf(one.name) || textOf(one.title), since };
}

function reading(state: StatusWord, open: readonly PageIncident[]): PageReading {
  const incidents = keptIncidents(open);
  return { state, since: saysTrouble(state) ? earliest(incidents) : null, incidents };
}

function wordOf(value: Json | undefined): StatusWord | null {
  const said = textOf(value).toLowerCase();
  return Object.hasOwn(WORDS, said) ? (WORDS[said] ?? null) : null;
}

function worstOf(states: readonly StatusWord[]): StatusWord {
  return BY_WEIGHT.find((state) => states.includes(state)) ?? 'unknown';
}
