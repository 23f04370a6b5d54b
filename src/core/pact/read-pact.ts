import { ForewarnError } from '../errors.ts';
import { isDeeperThan, isObject, type Json, type JsonObject } from '../json.ts';
import { readInteraction } from './read-interaction.ts';
import { readMessage } from './read-message.ts';
import type { Pact, PactMessage } from './types.ts';

/** The verifier reads JSON no deeper than 128. */
const DEEPEST = 120;
/** Of a description in a sentence. */
const LONGEST_NAME = 100;

/**
 * Reads a pact of the Pact specification, versions 1 to 4: https://github.com/pact-foundation/pact-specification.
 * Synchronous messages, and kinds that we do not know, are counted in `left`.
 *
 * @param raw the parsed file.
 * @param file where it is, for messages.
 * @throws ForewarnError `input` where it is no pact, with the interaction and what is wrong there.
 */
export function readPact(raw: JsonObject, file: string): Pact {
  const refuse = (problem: string): never => {
    throw new ForewarnError('input', `this is no readable pact: ${problem}`, {
      place: { file },
      fix: 'Let your Pact library write the file again, or correct that place.',
    });
  };
  if (isDeeperThan(raw, DEEPEST)) refuse(`${deepPlace(raw)} is nested deeper than ${DEEPEST}`);
  const consumer = participant(raw.consumer) ?? refuse('`consumer.name` is missing');
  const provider = participant(raw.provider) ?? refuse('`provider.name` is missing');
  const all = raw.interactions ?? [];
  const messages = raw.messages ?? [];
  if (!Array.isArray(all) || !Array.isArray(messages)) return refuse('`interactions` must be a list');
  if (raw.interactions === undefined && raw.messages === undefined)
    return refuse('`interactions` is missing');
  const specification = specificationOf(raw, all) ?? refuse('its Pact specification is none of 1 to 4');
  const left = { synchronous: 0, other: 0 };
  const wrapped = specification === 4;
  const at = (what: string, index: number, item: JsonObject) => (problem: string) =>
    refuse(`${what} ${index + 1}${nameOf(item)}: ${problem}`);
  const read = messages.map((item, index): PactMessage => {
    if (!isObject(item)) return refuse(`message ${index + 1} is no object`);
    return readMessage(item, index, wrapped, at('message', index, item));
  });
  const interactions = all.flatMap((item, index) => {
    if (!isObject(item)) return refuse(`interaction ${index + 1} is no object`);
    const kind = kindOf(item);
    const refuseHere = at('interaction', index, item);
    if (kind === 'http') return [readInteraction(item, index, wrapped, refuseHere)];
    if (kind === 'asynchronous') read.push(readMessage(item, index, wrapped, refuseHere));
    else left[kind] += 1;
    return [];
  });
  return {
    file,
    consumer,
    provider,
    name: `${consumer}--${provider}`,
    specification,
    interactions,
    messages: read,
    left,
    raw,
  };
}

function nameOf({ description }: JsonObject): string {
  return typeof description === 'string' ? ` ("${description.slice(0, LONGEST_NAME)}")` : '';
}

/** The interaction that is too deep, or the file as a whole. */
function deepPlace(raw: JsonObject): string {
  for (const [member, what] of [
    ['interactions', 'interaction'],
    ['messages', 'message'],
  ] as const) {
    const list = raw[member];
    const at = Array.isArray(list) ? list.findIndex((one) => isDeeperThan(one, DEEPEST - 2)) : -1;
    const item = Array.isArray(list) ? list[at] : undefined;
    if (isObject(item)) return `${what} ${at + 1}${nameOf(item)}`;
  }
  return 'it';
}

function participant(raw: Json | undefined): string | null {
  return isObject(raw) && typeof raw.name === 'string' && raw.name !== '' ? raw.name : null;
}

function kindOf(interaction: JsonObject): 'http' | 'asynchronous' | 'synchronous' | 'other' {
  const { type } = interaction;
  if (type === undefined || type === 'Synchronous/HTTP') return 'http';
  if (type === 'Asynchronous/Messages') return 'asynchronous';
  return type === 'Synchronous/Messages' ? 'synchronous' : 'other';
}

/** The version where the file names it, in the spellings that libraries use; else what its shape tells. */
function specificationOf(raw: JsonObject, interactions: Json[]): Pact['specification'] | null {
  const metadata = isObject(raw.metadata) ? raw.metadata : {};
  const named = [
    metadata.pactSpecification,
    metadata['pact-specification'],
    metadata.pactSpecificationVersion,
    metadata['pact-specification-version'],
  ].map((value) => (isObject(value) ? value.version : value));
  const version = named.find((value) => typeof value === 'string' || typeof value === 'number');
  if (version === undefined) return shapeOf(interactions.filter(isObject));
  const major = /^\s*[vV]?([1-4])(\.|\s*$)/.exec(String(version))?.[1];
  return major ? (Number(major) as Pact['specification']) : null;
}

function shapeOf(interactions: JsonObject[]): Pact['specification'] {
  if (interactions.some((item) => item.type !== undefined)) return 4;
  if (interactions.some((item) => item.providerStates !== undefined)) return 3;
  return 2;
}
