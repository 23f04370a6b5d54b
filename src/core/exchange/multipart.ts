/** One part of a multipart body (RFC 2046, RFC 7578). */
export interface BodyPart {
  /** The field's name; null outside of `multipart/form-data`. */
  name: string | null;
  /** True where it came as a file. */
  file: boolean;
  /** Content type as sent, lower case, with its parameters as written; null where none was. */
  contentType: string | null;
  text: string;
}

const MOST_PARTS = 1_000;

/**
 * Takes a multipart body apart. Parts that are not text are what their bytes decode to.
 *
 * @param contentType of the body, with its boundary
 * @returns null where there is no boundary or the body does not begin with it
 */
export function readMultipart(contentType: string, body: string): BodyPart[] | null {
  const found = /;\s*boundary=(?:"([^"]{1,200})"|([^\s;]{1,200}))/i.exec(contentType);
  const boundary = found?.[1] ?? found?.[2];
  if (!boundary) return null;
  const pieces = `\r\n${body.replaceAll(/\r?\n/g, '\r\n')}`.split(`\r\n--${boundary}`);
  if (pieces.length < 2) return null;
  const parts: BodyPart[] = [];
  for (const piece of pieces.slice(1, MOST_PARTS)) {
    if (piece.startsWith('--')) break;
    parts.push(readPart(piece.slice(piece.indexOf('\r\n') + 2)));
  }
  return parts;
}

function readPart(piece: string): BodyPart {
  const end = piece.startsWith('\r\n') ? 0 : piece.indexOf('\r\n\r\n');
  const head = end > 0 ? piece.slice(0, end) : '';
  const headers = new Map(
    head.split('\r\n').map((line): [string, string] => {
      const at = line.indexOf(':');
      return [line.slice(0, Math.max(at, 0)).trim().toLowerCase(), line.slice(at + 1).trim()];
    }),
  );
  const disposition = headers.get('content-disposition') ?? '';
  const name = /;\s*name=(?:"([^"]*)"|([^\s;]+))/i.exec(disposition);
  return {
    name: name ? (name[1] ?? name[2] ?? '') : null,
    file: /;\s*filename\*?=/i.test(disposition),
    contentType: headers.get('content-type') ?? null,
    text: end < 0 ? piece : piece.slice(end + (end === 0 ? 2 : 4)),
  };
}
