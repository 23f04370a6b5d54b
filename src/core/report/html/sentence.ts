import { plainText } from '../plain-text.ts';
import { xmlText } from '../xml-text.ts';

/** A sentence of ours with names of theirs in back quotes as HTML: the names become code, all else is text. */
export function htmlSentence(text: string, most = 300): string {
  const safe = xmlText(text, most);
  const parts = safe.split('`');
  if (parts.length % 2 === 0) return safe;
  return parts.map((part, index) => (index % 2 === 1 ? `<code>${part}</code>` : part)).join('');
}

/** Text of theirs as HTML, one line. */
export function htmlText(text: string, most = 300): string {
  return xmlText(plainText(text, most), most * 6);
}
