/** The look of the page: system fonts, light and dark, on paper without backgrounds. */
export const STYLE = `
:root { color-scheme: light dark; --ground: #fff; --raised: #f6f7f9; --line: #d5d9e0; --text: #1a1d23; --quiet: #555d6b;
  --error: #b42318; --warning: #8a5300; --note: #2f5f9e; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #14161a; --raised: #1d2026; --line: #3a3f49; --text: #e8eaee; --quiet: #a9b0bc;
    --error: #ff9d92; --warning: #f5c26b; --note: #9cc4f5; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0.25rem 0 1rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 0.75rem; }
h3 { font-size: 1.05rem; line-height: 1.4; margin: 0; }
p { margin: 0.25rem 0; }
.quiet { color: var(--quiet); }
.tiles { display: flex; flex-wrap: wrap; gap: 0.75rem; list-style: none; padding: 0; margin: 0 0 1rem; }
.tiles li { border: 1px solid var(--line); border-radius: 0.5rem; padding: 0.4rem 0.9rem; background: var(--raised); }
.tiles b { font-size: 1.3rem; margin-right: 0.15rem; }
.tiles .error b { color: var(--error); } .tiles .warning b { color: var(--warning); } .tiles .note b { color: var(--note); }
article { border: 1px solid var(--line); border-left: 0.35rem solid var(--note); border-radius: 0.5rem;
  padding: 0.9rem 1.1rem; margin: 0 0 0.9rem; background: var(--raised); }
article.error { border-left-color: var(--error); } article.warning { border-left-color: var(--warning); }
.badge { display: inline-block; border: 1px solid currentColor; border-radius: 0.3rem; padding: 0 0.4rem;
  font-size: 0.8rem; font-weight: 600; color: var(--note); }
.error .badge, .badge.error { color: var(--error); } .warning .badge { color: var(--warning); }
.operation { font-weight: 600; margin: 0.35rem 0 0.5rem; } .operation .quiet { font-weight: 400; }
dl { margin: 0; } dl div { display: grid; grid-template-columns: 11.5rem 1fr; gap: 0.75rem; padding: 0.15rem 0; }
dt { color: var(--quiet); } dd { margin: 0; }
code { font: 0.92em ui-monospace, monospace; background: var(--ground); border: 1px solid var(--line);
  border-radius: 0.25rem; padding: 0 0.25rem; }
.value { white-space: pre-wrap; }
table { border-collapse: collapse; width: 100%; } .scroll { overflow-x: auto; }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); padding: 0.4rem 0.75rem 0.4rem 0; }
th { color: var(--quiet); font-weight: 600; }
.list { padding-left: 1.1rem; } .list li { margin: 0.35rem 0; }
summary { cursor: pointer; } summary:focus-visible, a:focus-visible { outline: 2px solid var(--note); outline-offset: 2px; }
a { color: var(--note); }
@media (max-width: 36rem) { dl div { grid-template-columns: 1fr; gap: 0; } }
@media print {
  :root { color-scheme: light; --ground: #fff; --raised: #fff; --line: #999; --text: #000; --quiet: #444;
    --error: #8f1a11; --warning: #6d4200; --note: #234a7d; }
  body { font-size: 11pt; } main { max-width: none; padding: 0; }
  article, tr, li { break-inside: avoid; } h2, h3 { break-after: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
`;
