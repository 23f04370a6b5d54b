/**
 * True for the name of a field that is in no contract but may be kept: short, and with too few digits to be
 * a number of a person, an account or a key.
 */
export function isFieldName(name: string): boolean {
  if (!/^[A-Za-z_$@][A-Za-z0-9_.-]{0,39}$/.test(name)) return false;
  return name.replaceAll(/\D/g, '').length <= 3;
}

const TYPES = new Set([
  'application',
  'audio',
  'font',
  'image',
  'message',
  'model',
  'multipart',
  'text',
  'video',
]);

/** Media types that say nothing but what they are. */
const KNOWN = new Set(
  [
    'json xml yaml pdf zip gzip octet-stream x-www-form-urlencoded javascript problem+json problem+xml hal+json',
    'vnd.api+json ld+json x-ndjson jsonl json-seq merge-patch+json json-patch+json graphql+json soap+xml atom+xml',
  ]
    .join(' ')
    .split(' ')
    .map((name) => `application/${name}`)
    .concat('text/plain text/html text/csv text/xml text/css text/event-stream text/markdown'.split(' '))
    .concat('multipart/form-data multipart/mixed image/png image/jpeg image/svg+xml image/gif'.split(' ')),
);

/** A media type as it may be kept: a known one; else its kind and the syntax that it is built on, `application/other+json`. */
export function keptMedia(media: string): string {
  if (KNOWN.has(media)) return media;
  const [type = '', name = ''] = media.split('/');
  const syntax = /\+(json|xml|yaml|zip|cbor)$/.exec(name)?.[0] ?? '';
  return `${TYPES.has(type) ? type : 'other'}/other${syntax}`;
}
