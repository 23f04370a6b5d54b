import type { Subject } from '../../drift/subject.ts';
import type { Json, JsonObject } from '../../json.ts';
import { type ChangeKey, findRule, type Rule } from '../../openapi/diff/rules/rules.ts';
import { limitMessages } from './limit-messages.ts';
import { OPERATION_MESSAGES } from './operation-messages.ts';
import { keywordMessages, SCHEMA_MESSAGES } from './schema-messages.ts';
import { must, named, quoted, shown, type Told, thingOf, valuesOf } from './told.ts';
import { WIRE_MESSAGES } from './wire-messages.ts';

/**
 * One plain sentence for a difference, made of its rule, arguments and subject alone; the place is named
 * only where the sentence needs it. Without arguments it speaks of the rule in general.
 *
 * @returns for an id that the table does not have: the id as words
 */
export function messageOf(rule: string, args: JsonObject, subject: Subject): string {
  const known = findRule(rule);
  if (!known) return `${rule.replaceAll('-', ' ')}.`;
  const told = sentence(known, { args, it: thingOf(known, subject), answer: known.direction === 'response' });
  return args.pending === true ? `${told} Only a pending interaction asks for it.` : told;
}

/** What a rule is about, in one sentence. */
export function sentenceOf(rule: Rule): string {
  return sentence(rule, { args: {}, it: thingOf(rule, null), answer: rule.direction === 'response' });
}

function sentence(rule: Rule, told: Told): string {
  const text = MESSAGES[rule.key](told);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** By facet and change, so that a rule of the table without a sentence does not compile. */
const MESSAGES = {
  ...OPERATION_MESSAGES,
  'operation.added': () => 'the operation is new.',
  'operation.removed': () => 'the operation is gone, and it was never marked as deprecated.',
  'operation.removed-with-deprecation': () => 'the operation, which was deprecated, is gone.',
  'operation.removed-before-sunset': ({ args }) =>
    `the operation is gone before its sunset${on(args.sunset)}.`,
  'path.removed': () => 'the path is gone with all its operations, and this one was never deprecated.',
  'path.removed-with-deprecation': () => 'the path of this operation, which was deprecated, is gone.',
  'path.removed-before-sunset': ({ args }) => `the path is gone before its sunset${on(args.sunset)}.`,
  'deprecated.announced': ({ args }) => `the answers say that the operation is deprecated${from(args.on)}.`,
  'sunset.announced': ({ args }) =>
    args.by === 'document'
      ? `the published document says that it will go${on(args.on)}.`
      : `the answers say that the operation will go${on(args.on)}.`,
  'sunset.heard': ({ args }) => `we heard that this will go${on(args.on)}.`,
  'announcement.heard': ({ args }) => `we heard that this will change${on(args.on)}.`,
  'operation-id.removed': ({ args }) =>
    `the operation is no longer called ${quoted(args.operationId, 'as before')}.`,
  'operation-id.added': ({ args }) => `the operation is now called ${quoted(args.operationId, 'by an id')}.`,
  'tag.removed': ({ args }) => `the operation lost the tag ${quoted(args.tag, 'that it had')}.`,
  'tag.added': ({ args }) => `the operation has the new tag ${quoted(args.tag, 'of a group')}.`,
  'schema.removed': ({ args, it }) =>
    args.media === undefined
      ? `${named('component schema', args.schema)} is gone.`
      : `${it} no longer has a schema as ${quoted(args.media, 'this media type')}.`,
  'schema.added': ({ args, it }) => `${it} now has a schema as ${quoted(args.media, 'this media type')}.`,
  'schema.undecided': ({ it, args }) =>
    `the rule ${quoted(args.keyword, 'not, if or the like')} for ${it} changed; whether it allows less is not decided.`,
  'security.removed': ({ args }) =>
    `it can no longer be called with ${quoted(args.security, 'one of its credentials')}.`,
  'security.added': ({ args }) => `it can now be called with ${quoted(args.security, 'other credentials')}.`,
  'security.scope-removed': ({ args }) =>
    `${named('scope', args.scope)} of ${quoted(args.security, 'its credentials')} is no longer needed.`,
  'security.scope-added': ({ args }) =>
    `${named('scope', args.scope)} of ${quoted(args.security, 'its credentials')} is needed now.`,
  'security.not-sent': () => 'the request was sent without the credentials that the document asks for.',
  'response-time.exceeded': ({ args }) =>
    typeof args.promised === 'number'
      ? `half of the answers took longer than the ${args.promised} ms that were promised.`
      : 'half of the answers took longer than was promised.',
  'security-scheme.removed': ({ args }) => `${named('security scheme', args.security)} is gone.`,
  'security-scheme.added': ({ args }) => `${named('security scheme', args.security)} is new.`,
  'security-scheme.type-changed': ({ args }) =>
    `${named('security scheme', args.security)} is of another type.`,
  'security-scheme.oauth-url-changed': ({ args }) =>
    `the authorization URL of ${quoted(args.security, 'a security scheme')} is another.`,
  'security-scheme.oauth-token-url-changed': ({ args }) =>
    `the token URL of ${quoted(args.security, 'a security scheme')} is another.`,
  'security-scheme.oauth-scope-added': ({ args }) =>
    `${quoted(args.security, 'a security scheme')} offers ${named('new scope', args.scope)}.`,
  'security-scheme.oauth-scope-removed': ({ args }) =>
    `${quoted(args.security, 'a security scheme')} no longer offers ${named('scope', args.scope)}.`,
  'parameter.added-required': ({ it }) => `${it} is new and must be sent.`,
  'parameter.added-optional': ({ it }) => `${it} is new and may be sent.`,
  'parameter.removed': ({ it }) => `${it} is gone.`,
  'parameter.removed-with-deprecation': ({ it }) => `${it}, which was deprecated, is gone.`,
  'required.became-required': ({ it, answer }) =>
    `${it} ${answer ? 'always comes now' : 'must be sent now'}.`,
  'required.became-required-with-default': ({ it }) => `${it} must be sent now, though it has a default.`,
  'required.became-optional': ({ it, answer }) =>
    answer ? `${it} may be missing now; it always came before.` : `${it} may be left out now.`,
  'body.added-required': () => 'a request body must be sent now.',
  'body.added-optional': () => 'a request body may be sent now.',
  'body.removed': () => 'no request body is taken any more.',
  'body.unreadable': () => 'the body of the answer cannot be read as what the document says it is.',
  'media-type.added': ({ args, answer }) =>
    answer
      ? `the answer may come as ${quoted(args.media, 'another media type')}.`
      : `the request may be sent as ${quoted(args.media, 'another media type')}.`,
  'media-type.removed': ({ args, answer }) =>
    answer
      ? `the answer no longer comes as ${quoted(args.media, 'one of its media types')}.`
      : `the request may no longer be sent as ${quoted(args.media, 'one of its media types')}.`,
  'media-type.undocumented': ({ args }) =>
    `the answer came as ${quoted(args.media, 'a media type')}, which no document says.`,
  'status.success-added': ({ args }) => `the answer ${shown(args.status, 'of success')} is new.`,
  'status.success-removed': ({ args }) => `the answer ${shown(args.status, 'of success')} is gone.`,
  'status.non-success-added': ({ args }) => `the answer ${shown(args.status, 'for errors')} is new.`,
  'status.non-success-removed': ({ args }) => `the answer ${shown(args.status, 'for errors')} is gone.`,
  'status.undocumented': ({ args }) =>
    `the answer had the status ${shown(args.status, 'that')} no document says.`,
  'header.added': ({ it }) => `${it} is new.`,
  'header.removed-required': ({ it }) => `${it}, which always came, is gone.`,
  'header.removed-optional': ({ it }) => `${it}, which could come, is gone.`,
  'property.added-required': ({ it, answer }) =>
    `${it} is new and ${answer ? 'always comes' : 'must be sent'}.`,
  'property.added-required-with-default': ({ it }) =>
    `${it} is new and must be sent, though it has a default.`,
  'property.added-optional': ({ it, answer }) => `${it} is new and ${answer ? 'may come' : 'may be sent'}.`,
  'property.removed': ({ it }) => `${it} is no longer taken.`,
  'property.removed-required': ({ it }) => `${it}, which always came, is gone.`,
  'property.removed-optional': ({ it }) => `${it}, which could come, is gone.`,
  'property.undocumented': ({ it }) => `${it} came, and no document says so.`,
  'format.mismatch': ({ it, args }) => `${it} is not written as ${quoted(args.format, 'its format')} is.`,
  'type.changed': ({ it, args }) => `${it} is of another type${change(args)}.`,
  'type.generalized': ({ it, args }) => `${it} may be of more types${change(args)}.`,
  'type.specialized': ({ it, args }) => `${it} may be of fewer types${change(args)}.`,
  'type.list-widened': ({ it, args }) => `${it} may be of more types${change(args)}.`,
  'type.list-narrowed': ({ it, args }) => `${it} may be of fewer types${change(args)}.`,
  'nullable.set': ({ it }) => `${it} may be null now.`,
  'nullable.unset': ({ it }) => `${it} may no longer be null.`,
  'format.changed': ({ it, args }) => `${it} is written in another format${change(args)}.`,
  'enum.set': ({ it, args, answer }) =>
    `${it} now ${answer ? 'has one of these values only' : 'takes only listed values'}${valuesOf(args.to)}.`,
  'enum.unset': ({ it }) => `${it} may now have any value; it had a list.`,
  'enum.value-added': ({ it, args }) => `${it} may also be ${quoted(args.value, 'a new value')} now.`,
  'enum.value-removed': ({ it, args }) =>
    `${it} may no longer be ${quoted(args.value, 'one of its values')}.`,
  'const.added': ({ it, args, answer }) => `${it} ${must(answer)} be ${quoted(args.to, 'one fixed value')}.`,
  'const.removed': ({ it, args }) => `${it} need no longer be ${quoted(args.from, 'one fixed value')}.`,
  'const.changed': ({ it, args }) => `${it} has another fixed value${change(args)}.`,
  'default.added': ({ it, args }) => `${it} counts as ${quoted(args.to, 'a default')} where it is left out.`,
  'default.removed': ({ it, args }) =>
    `${it} no longer counts as ${quoted(args.from, 'a default')} where it is left out.`,
  'default.changed': ({ it, args }) => `${it} counts as something else where it is left out${change(args)}.`,
  'pattern.added': ({ it, args, answer }) =>
    `${it} ${must(answer)} match the pattern ${quoted(args.to, 'in the document')}.`,
  'pattern.removed': ({ it }) => `${it} need no longer match a pattern.`,
  'pattern.changed': ({ it, args }) => `${it} must match another pattern${change(args)}.`,
  ...WIRE_MESSAGES,
  ...limitMessages(),
  ...keywordMessages(),
  ...SCHEMA_MESSAGES,
  'multiple-of.set': ({ it, args, answer }) =>
    `${it} ${must(answer)} be a multiple of ${shown(args.to, 'a number')}.`,
  'multiple-of.unset': ({ it, args }) =>
    `${it} need no longer be a multiple of ${shown(args.from, 'a number')}.`,
  'multiple-of.changed': ({ it, args }) => `${it} must be a multiple of another number${change(args)}.`,
  'unique-items.set': ({ it }) => `${it} may no longer hold the same element twice.`,
  'unique-items.unset': ({ it }) => `${it} may now hold the same element twice.`,
  'additional-properties.forbidden': ({ it }) =>
    `${it} may no longer have properties that are not documented.`,
  'additional-properties.allowed': ({ it }) => `${it} may now have properties that are not documented.`,
  'one-of.added': ({ it, args }) =>
    `${it} may now also be ${alternative(args.alternative, 'another alternative')}.`,
  'one-of.removed': ({ it, args }) =>
    `${it} may no longer be ${alternative(args.alternative, 'one of its alternatives')}.`,
  'any-of.added': ({ it, args }) =>
    `${it} may now also be ${alternative(args.alternative, 'another alternative')}.`,
  'any-of.removed': ({ it, args }) =>
    `${it} may no longer be ${alternative(args.alternative, 'one of its alternatives')}.`,
  'all-of.added': ({ it, args, answer }) =>
    `${it} ${must(answer)} also keep to ${alternative(args.schema, 'another schema')}.`,
  'all-of.removed': ({ it, args }) =>
    `${it} need no longer keep to ${alternative(args.schema, 'one of its schemas')}.`,
  'discriminator.added': ({ it, args }) =>
    `${it} is now told apart by ${quoted(args.property, 'a property')}.`,
  'discriminator.removed': ({ it, args }) =>
    `${it} is no longer told apart by ${quoted(args.property, 'a property')}.`,
  'discriminator.property-name-changed': ({ it, args }) =>
    `${it} is told apart by another property${change(args)}.`,
  'discriminator.mapping-added': ({ it, args }) => `${it} may be ${named('new kind', args.value)}.`,
  'discriminator.mapping-deleted': ({ it, args }) => `${it} no longer has ${named('kind', args.value)}.`,
  'refusal.refused': ({ args }) =>
    `the partner refuses a request that the agreed document allows${args.status === undefined ? '' : ` (${shown(args.status, '')})`}.`,
  'value.mismatch': ({ it }) => `${it} is not what our pact expects, though the document allows it.`,
} satisfies Record<ChangeKey, (told: Told) => string>;

/** A schema by its name; the hash of a nameless one tells people nothing. */
function alternative(name: Json | undefined, otherwise: string): string {
  return typeof name === 'string' && /^[0-9a-f]{8}$/.test(name) ? otherwise : quoted(name, otherwise);
}

function on(date: Json | undefined): string {
  return typeof date === 'string' ? ` on ${date.slice(0, 10)}` : '';
}

function from(date: Json | undefined): string {
  return typeof date === 'string' ? ` since ${date.slice(0, 10)}` : '';
}

function change(args: JsonObject): string {
  if (args.from === undefined || args.to === undefined) return '';
  return `: ${shown(args.from, 'none')} became ${shown(args.to, 'none')}`;
}
