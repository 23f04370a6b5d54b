import { isUtf8 } from 'node:buffer';

/** UTF-8 is read first whatever was said (RFC 8259, 8.1), so these are others; names by the Encoding Standard. */
const MARKS: { bytes: [number, number]; encoding: string }[] = [
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
];

/**
 * The text of a body: UTF-8 with or without a byte order mark, UTF-16 with one, else the charset that its media type
 * names. Null where the bytes are none of these: then nothing that is in it is sure.
 */
export function bodyText(bytes: Buffer, contentType: string | undefined): string | null {
  const marked = MARKS.find((mark) => bytes[0] === mark.bytes[0] && bytes[1] === mark.bytes[1]);
  if (marked) return decoded(bytes, marked.encoding);
  if (isUtf8(bytes)) return withoutMark(bytes.toString('utf8'));
  const charset = /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i.exec(contentType ?? '')?.[1];
  return charset === undefined || /^utf-?8$/i.test(charset) ? null : decoded(bytes, charset);
}

function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function decoded(bytes: Buffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
