/**
 * A file as a URI reference (RFC 3986): relative paths stay relative, absolute ones become `file:`, URLs stay as they
 * are but for what a URI cannot hold, `git:REVISION:PATH` becomes the path.
 */
export function artifactUri(file: string): string {
  const path = file.toWellFormed().replace(/^git:[^:]*:/, '');
  const url = /^(https?:\/\/)(.*)$/s.exec(path);
  if (url) return `${url[1]}${(url[2] ?? '').replace(NOT_IN_URI, encodeURIComponent)}`;
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  return encoded.startsWith('/') ? `file://${encoded}` : encoded;
}

const NOT_IN_URI = /[^A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]/gu;
