import { plainText } from './plain-text.ts';

/** Text for an element or a quoted attribute of XML 1.0 or HTML: one line, no markup, only characters that XML has. */
export function xmlText(text: string, most = 500): string {
  return plainText(text, most)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"']/g, (found) => ENTITIES[found] ?? '');
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
