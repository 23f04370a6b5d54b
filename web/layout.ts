import { html, raw } from 'hono/html';

/** A piece of a page, escaped. */
export type Html = ReturnType<typeof html>;

/** Nothing. */
export const NOTHING: Html = html``;

/** The pages that are always at hand. */
const PLACES = [
  ['/', 'Today'],
  ['/coming', 'Coming'],
  ['/partners', 'Partners'],
  ['/history', 'History'],
] as const;

/** A whole page. `where`: the way to it from one of the pages that are always at hand, each with a link. */
export function page(title: string, where: readonly (readonly [string, string])[], main: Html): Html {
  const here = where.at(-1)?.[0];
  const root = where[0]?.[0];
  const current = (href: string) =>
    href === here ? raw(' aria-current="page"') : href === root ? raw(' aria-current="true"') : NOTHING;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Forewarn</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<a class="skip" href="#main">To the content</a>
<header>
<p class="brand"><a href="/">Forewarn</a></p>
<nav aria-label="Pages"><ul>${PLACES.map(([href, name]) => html`<li><a href="${href}"${current(href)}>${name}</a></li>`)}</ul></nav>
</header>
${where.length > 1 ? html`<nav class="way" aria-label="Where you are"><ol>${where.map(([href, name]) => html`<li><a href="${href}"${current(href)}>${name}</a></li>`)}</ol></nav>` : ''}
<main id="main" tabindex="-1">
<h1>${title}</h1>
${main}
</main>
<footer><p>All times are UTC. What is here is read from the ledger; <a href="/history">History</a> says whether it holds.</p></footer>
</body>
</html>`;
}

/** A sentence in which names of the contract stand between backticks, as the reports write it. */
export function sentence(text: string): Html {
  const parts = text.split('`');
  if (parts.length % 2 === 0) return html`${text}`;
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

/** An instant as people read it. */
export function time(iso: string | null): Html {
  if (iso === null) return html`<span class="quiet">not yet</span>`;
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')}</time>`;
}

/** A day, and how far it is from another one. */
export function dayFrom(on: string, now: string): Html {
  const days = Math.round((Date.parse(on.slice(0, 10)) - Date.parse(now.slice(0, 10))) / 86_400_000);
  const count = Math.abs(days) === 1 ? '1 day' : `${Math.abs(days)} days`;
  const far = days === 0 ? 'today' : days > 0 ? `in ${count}` : `${count} ago`;
  return html`<time datetime="${on.slice(0, 10)}">${on.slice(0, 10)}</time> (${far})`;
}

/**
 * A table with a caption, or a sentence where it would be empty. The first cell of a row names it; on a narrow screen
 * each row becomes a block in which every cell says its head.
 */
export function table(
  caption: string,
  heads: readonly string[],
  rows: readonly (readonly Html[])[],
  empty: string,
): Html {
  if (rows.length === 0) return html`<p class="quiet">${empty}</p>`;
  return html`<table>
<caption>${caption}</caption>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map(
    ([first, ...rest]) =>
      html`<tr><th scope="row">${first}</th>${rest.map((cell, index) => html`<td data-label="${heads[index + 1] ?? ''}"><div>${cell}</div></td>`)}</tr>
`,
  )}</tbody>
</table>`;
}

/** A section under a heading. */
export function section(id: string, heading: string | Html, content: Html): Html {
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${heading}</h2>
${content}</section>
`;
}
