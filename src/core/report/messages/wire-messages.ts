import type { Json, JsonObject } from '../../json.ts';
import { named, quoted, shown, type Told } from './told.ts';

/** The sentences about credentials, servers, webhooks and callbacks, by facet and change. */
export const WIRE_MESSAGES = {
  'security.became-required': () => 'credentials must be sent now; none were needed before.',
  'security.became-optional': () => 'it may now be called without credentials.',
  'security.replaced': () => 'none of the credentials that were enough before is enough now.',
  'security-scheme.oauth-scope-changed': ({ args }: Told) =>
    `${named('scope', args.scope)} of ${scheme(args)} is described in other words.`,
  'security-scheme.oauth-refresh-url-changed': ({ args }: Told) =>
    `the URL where tokens of ${scheme(args)} are refreshed is another.`,
  'security-scheme.oauth-device-url-changed': ({ args }: Told) =>
    `the URL where devices of ${scheme(args)} are authorised is another.`,
  'security-scheme.oauth-metadata-url-changed': ({ args }: Told) =>
    `the URL of what ${scheme(args)} says about its server is another.`,
  'security-scheme.oauth-flow-removed': ({ args }: Told) =>
    `${scheme(args)} no longer gives tokens by ${named('flow', args.flow)}.`,
  'security-scheme.oauth-flow-added': ({ args }: Told) =>
    `${scheme(args)} also gives tokens by ${named('flow', args.flow)}.`,
  'security-scheme.open-id-connect-url-changed': ({ args }: Told) =>
    `the OpenID Connect URL of ${scheme(args)} is another.`,
  'security-scheme.name-changed': ({ args }: Told) =>
    `the key of ${scheme(args)} goes by another name${became(args)}.`,
  'security-scheme.in-changed': ({ args }: Told) =>
    `the key of ${scheme(args)} is sent in another place${became(args)}.`,
  'security-scheme.scheme-changed': ({ args }: Told) =>
    `${scheme(args)} takes another kind of credentials in the header${became(args)}.`,
  'security-scheme.bearer-format-changed': ({ args }: Told) =>
    `the tokens of ${scheme(args)} are said to have another format${became(args)}.`,
  'security-scheme.deprecated': ({ args }: Told) => `${scheme(args)} is deprecated now.`,
  'security-scheme.reactivated': ({ args }: Told) => `${scheme(args)} is no longer deprecated.`,
  'server.removed': ({ it, args }: Told) =>
    `${it} is no longer served at ${quoted(args.server, 'one of its addresses')}.`,
  'server.added': ({ it, args }: Told) =>
    `${it} is now also served at ${quoted(args.server, 'another address')}.`,
  'server.variable-default-changed': ({ args }: Told) =>
    `${quoted(args.variable, 'a part')} in the address ${quoted(args.server, 'of a server')} counts as something else where it is not chosen${became(args)}.`,
  'server.variable-limited': ({ args }: Told) =>
    `${quoted(args.variable, 'a part')} in the address ${quoted(args.server, 'of a server')} may now be one of listed values only.`,
  'server.variable-freed': ({ args }: Told) =>
    `${quoted(args.variable, 'a part')} in the address ${quoted(args.server, 'of a server')} may now be any text.`,
  'operation.webhook-added': ({ args }: Told) =>
    `${named('webhook', args.webhook)}${by(args.method)} is new.`,
  'operation.webhook-removed': ({ args }: Told) =>
    `${named('webhook', args.webhook)}${by(args.method)} is gone.`,
  'operation.callback-added': ({ args }: Told) =>
    `${named('callback', args.callback)}${by(args.method)} is new.`,
  'operation.callback-removed': ({ args }: Told) =>
    `${named('callback', args.callback)}${by(args.method)} is gone.`,
  'body.sent': () => 'they now send a body.',
  'body.not-sent': () => 'they no longer send a body.',
  'status.answer-added': ({ args }: Told) => `we may now answer with ${shown(args.status, 'a success')}.`,
  'status.answer-removed': ({ args }: Told) =>
    `we may no longer answer with ${shown(args.status, 'a success')}.`,
  'status.error-answer-added': ({ args }: Told) =>
    `we may now answer with ${shown(args.status, 'an error')}.`,
  'status.error-answer-removed': ({ args }: Told) =>
    `our answer ${shown(args.status, 'for errors')} is no longer listed.`,
  'schema.dialect-changed': ({ args }: Told) =>
    `the schemas are written in another dialect${became(args)}; whether they allow less is not decided.`,
};

function scheme(args: JsonObject): string {
  return quoted(args.security, 'a security scheme');
}

function by(method: Json | undefined): string {
  return method === undefined ? '' : ` by ${shown(method, 'its method')}`;
}

function became(args: JsonObject): string {
  if (args.from === undefined || args.to === undefined) return '';
  return `: ${quoted(args.from, 'none')} became ${quoted(args.to, 'none')}`;
}
