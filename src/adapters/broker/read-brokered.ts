import type { BrokeredPact } from '../../app/pact-broker.ts';
import { ForewarnError } from '../../core/errors.ts';
import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import { readPact } from '../../core/pact/read-pact.ts';
import { linkOf } from './links.ts';

const MOST_NOTICES = 10;
const LONGEST_NOTICE = 300;

/**
 * A pact as a broker serves it: the pact with the broker's links and ids beside. Null where it is no pact.
 *
 * @param told the broker's `verificationProperties` of it.
 */
export function readBrokered(body: JsonObject, link: string, told: JsonObject): BrokeredPact | null {
  const { _links, createdAt: _createdAt, ...raw } = body;
  const pending = told.pending === true ? told.pending : undefined;
  const publish = linkOf(body, 'pb:publish-verification-results');
  try {
    return {
      pact: { ...readPact(raw, link), ...(pending ? { pending } : {}) },
      pending: told.pending === true,
      consumerVersion: versionOf(_links),
      notices: noticesOf(told.notices),
      results: publish === null ? null : { publish, latest: linkOf(body, 'pb:latest-verification-results') },
      interactionIds: idsOf(raw),
    };
  } catch (error) {
    if (error instanceof ForewarnError) return null;
    throw error;
  }
}

function versionOf(links: Json | undefined): string | null {
  const link = isObject(links) ? links['pb:consumer-version'] : undefined;
  const name = isObject(link) ? link.name : undefined;
  return typeof name === 'string' && /^[\w.+-]{1,40}$/.test(name) ? name : null;
}

function idsOf({ interactions, messages }: JsonObject): (string | null)[] {
  const all = Array.isArray(interactions) ? interactions : Array.isArray(messages) ? messages : [];
  return all.map((one) => (isObject(one) && typeof one._id === 'string' ? one._id.slice(0, 100) : null));
}

/** Only what is said before a verification: what the broker has to say afterwards is about other tools' output. */
function noticesOf(written: Json | undefined): string[] {
  if (!Array.isArray(written)) return [];
  return written
    .filter(isObject)
    .filter(({ when = 'before_verification' }) => when === 'before_verification')
    .flatMap(({ text }) => (typeof text === 'string' ? [oneLine(text)] : []))
    .slice(0, MOST_NOTICES);
}

function oneLine(text: string): string {
  return text
    .slice(0, LONGEST_NOTICE)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
}
