import type { Json } from '../../src/core/json.ts';
import { type HostileDocument, members, times, withSchema } from './hostile-case.ts';

const to = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
/** An object that has it looks like a promise to the linter. */
const THEN = 'then';
const UP = '../'.repeat(12);

function text(value: Json): string {
  return JSON.stringify(value);
}

function referring(name: string, ref: string, more: Partial<HostileDocument> = {}): HostileDocument {
  return { name, make: () => text(withSchema({ $ref: ref })), ...more };
}

/** A reference to the server that must not be asked, by a way of writing its host, on an origin that is trusted. */
function towards(name: string, host: string): HostileDocument {
  return {
    name,
    make: ({ port }) => text(withSchema({ $ref: `http://${host}:${port}/part.json#/a` })),
    trusts: ({ port }) => [new URL(`http://${host}:${port}`).origin],
  };
}

/** References that end nowhere, or lead where nobody may look. */
export const REFERENCES: readonly HostileDocument[] = [
  { name: 'a reference to itself', make: () => text(withSchema(to('A'), { A: to('A') })) },
  { name: 'two references to each other', make: () => text(withSchema(to('A'), { A: to('B'), B: to('A') })) },
  {
    name: 'a ring of five thousand references',
    make: () =>
      text(
        withSchema(
          to('p0'),
          members(5_000, (at) => to(`p${(at + 1) % 5_000}`)),
        ),
      ),
  },
  {
    name: 'a chain of twenty thousand references',
    make: () =>
      text(
        withSchema(
          to('p0'),
          members(20_000, (at) => to(`p${at + 1}`)),
        ),
      ),
  },
  ...(['allOf', 'anyOf', 'oneOf'] as const).map((keyword) => ({
    name: `a ring by ${keyword}`,
    make: () =>
      text(withSchema(to('A'), { A: { [keyword]: [to('B'), to('A')] }, B: { [keyword]: [to('A')] } })),
  })),
  { name: 'its own opposite', make: () => text(withSchema(to('A'), { A: { not: to('A') } })) },
  {
    name: 'its own condition',
    make: () => text(withSchema(to('A'), { A: { if: to('A'), else: to('A'), [THEN]: to('A') } })),
  },
  {
    name: 'a ring of path items',
    make: () =>
      text({
        ...withSchema(true),
        paths: { '/a': { $ref: '#/paths/~1b' }, '/b': { $ref: '#/paths/~1a' } },
      }),
  },
  {
    name: 'a ring of parameters and answers',
    make: () =>
      text({
        ...withSchema(true),
        paths: {
          '/a': {
            get: {
              parameters: [{ $ref: '#/components/parameters/P' }],
              responses: { 200: { $ref: '#/components/responses/R' } },
            },
          },
        },
        components: {
          parameters: { P: { $ref: '#/components/parameters/P' } },
          responses: { R: { $ref: '#/components/responses/R' } },
        },
      }),
  },
  referring('a reference to the whole document', '#'),
  referring('a reference to its own file', 'openapi.json'),
  {
    name: 'a dynamic reference to itself',
    make: () =>
      text(withSchema({ $dynamicAnchor: 'x', items: { $dynamicRef: '#x' }, allOf: [{ $dynamicRef: '#x' }] })),
  },
  {
    name: 'a tree that refers to itself twice at every level',
    make: () => {
      const tree = members(24, (at) => ({
        type: 'object',
        properties: { left: to(`p${at + 1}`), right: to(`p${at + 1}`), root: to('p0') },
      }));
      return text(withSchema(to('p0'), { ...tree, p24: { type: 'string' } }));
    },
  },
  referring('a file URL of the system', 'file:///etc/passwd'),
  referring('a path of the system', '/etc/passwd#/a'),
  referring('a path up to the system', `${UP}etc/passwd`),
  referring('a path up, escaped', `${UP}etc/passwd`.replaceAll('.', '%2e').replaceAll('/', '%2f')),
  referring('a path up, with backslashes', `${UP}etc/passwd`.replaceAll('/', '\\')),
  referring('a link to a file of the system', 'part.yaml', { links: { 'part.yaml': '/etc/passwd' } }),
  referring('a link to a device', 'zero.yaml', { links: { 'zero.yaml': '/dev/zero' } }),
  referring('a link in a folder that is one', 'out/passwd', { links: { out: '/etc' } }),
  referring('its own process', '/proc/self/environ'),
  {
    name: 'a discriminator that maps to a file of the system',
    make: () =>
      text(
        withSchema({
          oneOf: [to('A')],
          discriminator: { propertyName: 'k', mapping: { a: `${UP}etc/passwd`, b: 'file:///etc/passwd' } },
        }),
      ),
  },
  {
    name: 'an example outside, and an operation elsewhere',
    make: ({ port }) => {
      const document = withSchema({
        $id: `http://127.0.0.1:${port}/id`,
        $schema: `http://127.0.0.1:${port}/s`,
      });
      return text({
        ...document,
        servers: [{ url: `http://127.0.0.1:${port}/` }],
        externalDocs: { url: `http://127.0.0.1:${port}/docs` },
        jsonSchemaDialect: `http://127.0.0.1:${port}/dialect`,
        components: {
          examples: { E: { externalValue: `http://127.0.0.1:${port}/example` } },
          links: { L: { operationRef: `http://127.0.0.1:${port}/openapi.json#/paths` } },
        },
      });
    },
  },
  referring('the metadata of a cloud, not trusted', 'http://169.254.169.254/latest/meta-data/'),
  {
    ...referring('the metadata of a cloud, trusted', 'http://169.254.169.254/latest/meta-data/'),
    trusts: () => ['http://169.254.169.254'],
  },
  {
    name: 'a loopback address, not trusted',
    make: ({ port }) => text(withSchema({ $ref: `http://127.0.0.1:${port}/part.json` })),
  },
  towards('a loopback address, trusted', '127.0.0.1'),
  towards('a loopback address as one number', '2130706433'),
  towards('a loopback address in octal', '0177.0.0.1'),
  towards('a loopback address in short', '0x7f.1'),
  towards('a loopback address inside IPv6', '[::ffff:127.0.0.1]'),
  towards('a loopback address by NAT64', '[64:ff9b::7f00:1]'),
  towards('any address of this machine', '0.0.0.0'),
  towards('a name that is looked up as loopback', 'localhost'),
  {
    name: 'a thousand places on a trusted origin that is private',
    make: ({ port }) =>
      text(withSchema({ anyOf: times(1_000, (at) => ({ $ref: `http://127.0.0.1:${port}/${at}.json` })) })),
    trusts: ({ port }) => [`http://127.0.0.1:${port}`],
  },
];
