import { plainText } from './plain-text.ts';

/**
 * A partner's text as Markdown that says it and does nothing: no markup, link, mention, reference to an issue, HTML,
 * entity or further table cell. One line.
 */
export function markdownText(text: string, most = 200): string {
  return plainText(text, most)
    .replaceAll('&', '&amp;')
    .replace(/[\\`*_[\]<>|~$]/g, '\\$&')
    .replaceAll('@', '@\u200b')
    .replace(/#(?=\d)/g, '#\u200b')
    .replaceAll('#', '\\#')
    .replaceAll('://', ':\u200b//')
    .replace(/\bwww\./gi, (found) => `${found.slice(0, 3)}\u200b.`);
}

/** A sentence of ours with names of theirs in back quotes: these become code, and do nothing either. */
export function markdownSentence(text: string, most = 200): string {
  const parts = plainText(text, most).split('`');
  if (parts.length % 2 === 0) return markdownText(text, most);
  return parts
    .map((part, index) => {
      if (part === '') return '';
      // A part is not trimmed: the spaces around names are part of the sentence.
      const [before = '', after = ''] = [/^ */.exec(part)?.[0], / *$/.exec(part)?.[0]];
      const safe = `${before}${markdownText(part, most)}${part.trim() === '' ? '' : after}`;
      return index % 2 === 1 ? `<code>${safe}</code>` : safe;
    })
    .join('');
}

/** A table of GitHub's Markdown, whose cells are Markdown already. */
export function markdownTable(head: readonly string[], rows: readonly string[][]): string[] {
  return [tableLine(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(tableLine)];
}

function tableLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
