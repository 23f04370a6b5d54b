import { html, raw } from 'hono/html';

/** A piece of a page, escaped. */
export type Html = ReturnType<typeof html>;

/** Nothing. */
export const NOTHING: Html = html``;

/** A whole page. `where`: the way to it from the start, each with a link. */
export function page(title: string, where: readonly (readonly [string, string])[], main: Html): Html {
  const way = [['/', 'All partners'] as const, ...where];
  const here = way.at(-1)?.[0];
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
<nav aria-label="Where you are"><ol>${way.map(([href, name]) => html`<li><a href="${href}"${href === here ? raw(' aria-current="page"') : ''}>${name}</a></li>`)}</ol></nav>
</header>
<main id="main" tabindex="-1">
<h1>${title}</h1>
${main}
</main>
<footer><p>All times are UTC. What is here is read from the ledger; <code>forewarn history verify</code> checks it.</p></footer>
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

/** A table with a caption, or a sentence where it would be empty. */
export function table(caption: string, heads: readonly string[], rows: readonly Html[], empty: string): Html {
  if (rows.length === 0) return html`<p class="quiet">${empty}</p>`;
  return html`<div class="wide" role="region" aria-label="${caption}" tabindex="0"><table>
<caption>${caption}</caption>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows}</tbody>
</table></div>`;
}
