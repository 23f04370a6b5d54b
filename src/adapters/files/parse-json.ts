import { jsonFault } from './json-fault.ts';
import { textPlace } from './text-place.ts';
import { unreadable } from './unreadable.ts';

/** Why a text is no JSON, with line and column. */
export function jsonRefusal(text: string, name: string): Error {
  const { offset, reason } = jsonFault(text);
  return unreadable(name, reason, textPlace(text, offset));
}

/**
 * The members that a JSON text writes: what a parser gives has fewer where a key is written twice in one object,
 * and it says nothing about that.
 */
export function writtenMembers(text: string): number {
  let members = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === COLON) members++;
    else if (code === QUOTE) at = stringEnd(text, at + 1);
  }
  return members;
}

const COLON = 58;
const QUOTE = 34;
const BACKSLASH = 92;

function stringEnd(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return at;
  }
  return text.length;
}
