import type { Json } from '../../json.ts';
import { named, quoted, shown, type Told } from './told.ts';

type Sentence = (told: Told) => string;

/** The sentences for how long operations, parameters and properties stay, and how settled they are. */
export const LIFECYCLE_MESSAGES = {
  'deprecated.set': ({ it, args }) =>
    `${it} is deprecated now${args.sunset === undefined ? '' : ` and will go${on(args.sunset)}`}.`,
  'deprecated.set-with-sunset': ({ it, args }) => `${it} is deprecated now and will go${on(args.sunset)}.`,
  'deprecated.unset': ({ it }) => `${it} is no longer deprecated.`,
  'deprecated.sunset-missing': ({ it }) => `${it} is deprecated now, and no date says when it will go.`,
  'deprecated.sunset-invalid': ({ it, args }) =>
    `${it} is deprecated now, and its sunset ${quoted(args.written, 'in the document')} is no date.`,
  'sunset.invalid': ({ it, args }) =>
    `the sunset ${quoted(args.written, 'in the document')} of ${it} is no date.`,
  'sunset.too-small': ({ it, args }) =>
    `${it} will go${on(args.sunset)}, which is sooner than the agreed notice.`,
  'sunset.changed-too-small': ({ it, args }) =>
    `the day on which ${it} will go is earlier now${moved(args.from, args.sunset)}, which is sooner than the agreed notice.`,
  'sunset.changed': ({ it, args }) =>
    `the day on which ${it} will go was moved${moved(args.from, args.sunset)}.`,
  'sunset.added': ({ it, args }) =>
    `${it}, which was deprecated, has a date now: it will go${on(args.sunset)}.`,
  'sunset.removed': ({ it }) => `${it} is still deprecated, but its date is gone from the document.`,
  'stability.decreased': ({ it, args }) => `${it} is less settled than it was${moved(args.from, args.to)}.`,
  'stability.increased': ({ it, args }) => `${it} is more settled than it was${moved(args.from, args.to)}.`,
  'stability.invalid': ({ it }) => `the stability level of ${it} is none of draft, alpha, beta and stable.`,
} satisfies Record<string, Sentence>;

/** The sentences for the document's version, parameters, bodies and responses as such. */
export const OPERATION_MESSAGES = {
  ...LIFECYCLE_MESSAGES,
  'version.not-bumped': ({ args }) =>
    `something breaks, and the version is still ${quoted(args.to, 'the same')}.`,
  'version.decreased': ({ args }) =>
    `something breaks, and the version went down${moved(args.from, args.to)}.`,
  'version.major-not-bumped': ({ args }) =>
    `something breaks, and the major version is still the same${moved(args.from, args.to)}.`,
  'parameter.added-required-to-path': ({ it }) =>
    `${it} is new for all operations of the path and must be sent.`,
  'parameter.added-optional-to-path': ({ it }) =>
    `${it} is new for all operations of the path and may be sent.`,
  'parameter.added-in-path': ({ it }) => `${it} is new and must be sent.`,
  'parameter.removed-before-sunset': ({ it, args }) => `${it} is gone before its sunset${on(args.sunset)}.`,
  'parameter.moved-required': ({ it, args }) =>
    `${it} must be sent elsewhere now${moved(args.from, args.to)}.`,
  'parameter.moved-optional': ({ it, args }) =>
    `${it} is looked for elsewhere now${moved(args.from, args.to)}.`,
  'style.changed': ({ it, args }) => `${it} is written in another style${moved(args.from, args.to)}.`,
  'explode.changed': ({ it, args }) =>
    args.to === true
      ? `each value of ${it} is written on its own now; they were written as one.`
      : `the values of ${it} are written as one now; each was written on its own.`,
  'serialization.changed': ({ it, args }) => `${it} is written in another way${moved(args.from, args.to)}.`,
  'allow-reserved.set': ({ it }) => `${it} may hold reserved characters as they are.`,
  'allow-reserved.unset': ({ it }) => `reserved characters in ${it} must be escaped now.`,
  'allow-empty-value.set': ({ it }) => `${it} may be sent without a value now.`,
  'allow-empty-value.unset': ({ it }) => `${it} may no longer be sent without a value.`,
  'encoding.narrowed': ({ it, args, answer }) =>
    `${part(it)} ${answer ? 'comes' : 'may be sent'} as fewer media types${moved(args.from, args.to)}.`,
  'encoding.widened': ({ it, args, answer }) =>
    `${part(it)} may ${answer ? 'come' : 'be sent'} as other media types${moved(args.from, args.to)}.`,
  'encoding.style-changed': ({ it, args }) =>
    `${part(it)} is written in another style${moved(args.from, args.to)}.`,
  'encoding.reserved-allowed': ({ it }) => `${part(it)} may hold reserved characters as they are.`,
  'encoding.reserved-forbidden': ({ it }) => `reserved characters in ${part(it)} must be escaped now.`,
  'encoding.header-added-required': ({ it, args }) =>
    `${part(it)} must now come with ${named('header', args.header)}.`,
  'encoding.header-added-optional': ({ it, args }) =>
    `${part(it)} may now come with ${named('header', args.header)}.`,
  'encoding.header-removed': ({ it, args }) => `${part(it)} no longer has ${named('header', args.header)}.`,
  'encoding.header-changed': ({ it, args }) =>
    `${named('header', args.header)} of ${part(it)} is described in another way.`,
  'media-type.name-changed': ({ args }) =>
    `the answer comes as another media type${moved(args.from, args.to)}.`,
  'media-type.name-generalized': ({ args }) =>
    `the answer may come as more than one media type${moved(args.from, args.to)}.`,
  'media-type.name-specialized': ({ args }) =>
    `the answer comes as a narrower media type${moved(args.from, args.to)}.`,
  'status.range-narrowed': ({ args }) =>
    `of the answers ${shown(args.status, 'of success')} only some are listed now.`,
  'link.added': ({ args }) => `the answer has ${named('new link', args.link)}.`,
  'link.removed': ({ args }) => `the answer no longer has ${named('link', args.link)}.`,
  'link.changed': ({ args }) => `${named('link', args.link)} of the answer leads elsewhere.`,
} satisfies Record<string, Sentence>;

function on(date: Json | undefined): string {
  return typeof date === 'string' ? ` on ${date.slice(0, 10)}` : '';
}

function moved(from: Json | undefined, to: Json | undefined): string {
  if (from === undefined || to === undefined) return '';
  return `: ${shown(from, 'none')} became ${shown(to, 'none')}`;
}

/** A part of a form or of a multipart body. */
function part(it: string): string {
  return it.startsWith('`') ? `the part ${it}` : 'a part of the body';
}
