/** True if an answer is a web page, by its media type or its first characters: a login or error page. */
export function isHtml(contentType: string | undefined, text: string): boolean {
  if (/^\s*(text\/html|application\/xhtml\+xml)\b/i.test(contentType ?? '')) return true;
  return /^\uFEFF?\s*<(!doctype\s+html|html|head|body)\b/i.test(text.slice(0, 500));
}
