/** The page's one stylesheet. Colours keep a contrast of at least 4.5 to 1 on their ground, in light and dark. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #fbfbfa; --card: #fff; --ink: #1c1f23; --quiet: #565d66; --line: #d5d9de; --link: #0b57a4;
  --red: #a3161a; --red-ground: #fdeaea; --amber: #7a4b00; --amber-ground: #fff3dc;
  --blue: #0b4f9e; --blue-ground: #e8f1fc; --green: #14622f; --green-ground: #e6f5ea;
  --violet: #5b3a9e; --violet-ground: #f1ecfb;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #15181c; --card: #1d2126; --ink: #e9ebee; --quiet: #a9b1ba; --line: #3a4149; --link: #8cc0ff;
    --red: #ff9d9a; --red-ground: #47191a; --amber: #ffc76b; --amber-ground: #432f0b;
    --blue: #9ccaff; --blue-ground: #15304f; --green: #8fdba6; --green-ground: #16391f;
    --violet: #cdb6ff; --violet-ground: #34264f;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
header, main, footer { max-width: 70rem; margin: 0 auto; padding: 0 1rem; }
header { display: flex; flex-wrap: wrap; gap: 0 1.5rem; align-items: baseline; padding-top: 1rem; }
.brand { margin: 0; font-weight: 700; font-size: 1.1rem; }
.brand a { color: inherit; text-decoration: none; }
nav ol { display: flex; flex-wrap: wrap; gap: 0 .5rem; list-style: none; margin: 0; padding: 0; }
nav li + li::before { content: "/"; color: var(--quiet); margin-right: .5rem; }
h1 { font-size: 1.8rem; margin: 1rem 0; } h2 { font-size: 1.3rem; margin: 2rem 0 .75rem; }
h3 { font-size: 1.1rem; margin: 0; display: flex; flex-wrap: wrap; gap: .5rem; align-items: baseline; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
main:focus { outline: none; }
.skip { position: absolute; left: -999rem; } .skip:focus { left: 1rem; top: .5rem; background: var(--card); padding: .5rem; }
.quiet, .why { color: var(--quiet); } .why { font-size: .9rem; }
.summary { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem; list-style: none; padding: 0; }
.summary li { border: 1px solid var(--line); border-left-width: .4rem; border-radius: .4rem; background: var(--card); padding: .6rem .8rem; font-size: .95rem; }
.summary strong { display: block; font-size: 1.6rem; line-height: 1.2; }
.summary .drifts { border-left-color: var(--red); } .summary .not-verified { border-left-color: var(--violet); }
.summary .changing { border-left-color: var(--blue); } .summary .agrees { border-left-color: var(--green); }
.summary .waiting { border-left-color: var(--amber); }
.wide { overflow-x: auto; }
td a { white-space: nowrap; }
table { border-collapse: collapse; width: 100%; background: var(--card); }
caption { text-align: left; color: var(--quiet); padding: .25rem 0; }
th, td { border: 1px solid var(--line); padding: .45rem .6rem; text-align: left; vertical-align: top; }
thead th { background: var(--ground); font-size: .9rem; } tbody th { font-weight: 600; }
time { white-space: nowrap; }
.badge { display: inline-block; border: 1px solid currentColor; border-radius: .4rem; padding: 0 .45rem; font-size: .9rem; font-weight: 600; white-space: nowrap; }
.badge.drifts, .badge.breaks { color: var(--red); background: var(--red-ground); }
.badge.may-break { color: var(--amber); background: var(--amber-ground); }
.badge.not-verified, .badge.unknown { color: var(--violet); background: var(--violet-ground); border-style: dashed; }
.badge.changing { color: var(--blue); background: var(--blue-ground); }
.badge.agrees, .badge.loosens { color: var(--green); background: var(--green-ground); }
.badge.none, .badge.unseen { color: var(--quiet); }
.card { border: 1px solid var(--line); border-radius: .5rem; background: var(--card); padding: 1rem; margin: 1rem 0; }
.card > p { margin: .25rem 0 .75rem; }
dl { margin: 0; } dl div { display: grid; grid-template-columns: minmax(8rem, 12rem) 1fr; gap: .25rem 1rem; padding: .4rem 0; border-top: 1px solid var(--line); }
dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
dd ul, .plain { margin: 0; padding-left: 1.1rem; } .plain { list-style: none; padding-left: 0; }
.release { display: flex; flex-wrap: wrap; gap: .6rem 1rem; align-items: end; margin-top: 1rem; padding: .8rem; border-radius: .4rem; background: var(--amber-ground); }
.release p { flex-basis: 100%; margin: 0; } .release label { display: grid; font-size: .9rem; }
input, button { font: inherit; padding: .45rem .7rem; border-radius: .4rem; border: 1px solid var(--quiet); }
button { background: var(--link); color: var(--card); border-color: var(--link); font-weight: 600; cursor: pointer; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--ground); border: 1px solid var(--line); border-radius: .4rem; padding: .8rem; max-width: 84ch; font: .875rem/1.45 ui-monospace, monospace; }
details summary { cursor: pointer; color: var(--link); padding: .25rem 0; }
nav [aria-current] { color: inherit; text-decoration: none; }
code { font-family: ui-monospace, monospace; font-size: .92em; }
footer { margin-top: 3rem; padding-bottom: 2rem; color: var(--quiet); font-size: .9rem; border-top: 1px solid var(--line); }
@media (max-width: 40rem) { .badge.verdict { white-space: normal; min-width: 9.5rem; } dl div { grid-template-columns: 1fr; } h1 { font-size: 1.5rem; } }
`;
