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
body > header, .way, main, footer { max-width: 80rem; margin: 0 auto; padding: 0 1rem; }
body { overflow-wrap: anywhere; }
body > header { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: baseline; padding-top: .9rem; padding-bottom: .5rem; border-bottom: 1px solid var(--line); }
.brand { margin: 0; font-weight: 700; font-size: 1.1rem; }
.brand a { color: inherit; text-decoration: none; }
header nav ul, .way ol { display: flex; flex-wrap: wrap; gap: 0 .5rem; list-style: none; margin: 0; padding: 0; }
header nav a { display: inline-block; padding: .3rem .6rem; border-radius: .4rem; text-decoration: none; }
header nav a:hover { text-decoration: underline; }
header nav [aria-current] { background: var(--blue-ground); font-weight: 600; }
.way { padding-top: .6rem; font-size: .95rem; }
.way li + li::before { content: "/"; color: var(--quiet); margin-right: .5rem; }
.way [aria-current="page"] { color: inherit; text-decoration: none; }
h1 { font-size: 1.8rem; margin: 1rem 0; } h2 { font-size: 1.3rem; margin: 2rem 0 .75rem; }
h3 { font-size: 1.1rem; margin: 1rem 0 .25rem; } h4 { font-size: 1rem; margin: .75rem 0 .25rem; } .card h3 { margin-top: 0; }
a { color: var(--link); }
:focus-visible, input:focus-within { outline: 3px solid var(--link); outline-offset: 2px; }
main:focus { outline: none; }
.skip { position: absolute; left: -999rem; } .skip:focus { left: 1rem; top: .5rem; background: var(--card); padding: .5rem; }
.quiet, .why { color: var(--quiet); } .why { font-size: .9rem; }
.summary { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem; list-style: none; padding: 0; }
.summary li { border: 1px solid var(--line); border-left-width: .4rem; border-radius: .4rem; background: var(--card); padding: .6rem .8rem; font-size: .95rem; }
.summary strong { display: block; font-size: 1.6rem; line-height: 1.2; }
.summary .drifts { border-left-color: var(--red); } .summary .not-verified { border-left-color: var(--violet); }
.summary .changing { border-left-color: var(--blue); } .summary .agrees { border-left-color: var(--green); }
.summary .waiting { border-left-color: var(--amber); }
table { border-collapse: collapse; width: 100%; background: var(--card); }
caption { text-align: left; color: var(--quiet); padding: .25rem 0; }
th, td { border: 1px solid var(--line); padding: .45rem .6rem; text-align: left; vertical-align: top; min-width: 7rem; }
thead th { background: var(--ground); font-size: .9rem; } tbody th { font-weight: 600; }
time, .hash, a[href^="/changes/"]:not(.act) { white-space: nowrap; }
ul { padding-left: 1.3rem; } li { margin: .15rem 0; }
.empty { color: var(--quiet); border: 1px dashed var(--line); border-radius: .5rem; padding: 1rem; }
.facts { border: 1px solid var(--line); border-radius: .5rem; background: var(--card); padding: 0 1rem; } .facts div:first-child { border-top: 0; }
.steps { list-style: none; padding: 0; display: grid; gap: .6rem; }
.step { border: 1px solid var(--line); border-left: .4rem solid var(--blue); border-radius: .4rem; background: var(--card); padding: .6rem .9rem; margin: 0; }
.step.theirs { border-left-color: var(--violet); border-left-style: double; } .step p { margin: .1rem 0; } .step .what { font-weight: 600; }
.who { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; } .party { font-weight: 700; } .party.ours { color: var(--blue); } .party.theirs, .party.both { color: var(--violet); } .by { margin-left: auto; }
.value { font-weight: 600; } .waits { display: block; }
.badge { display: inline-block; border: 1px solid currentColor; border-radius: .4rem; padding: 0 .45rem; font-size: .9rem; font-weight: 600; white-space: nowrap; }
.badge.drifts, .badge.breaks { color: var(--red); background: var(--red-ground); }
.badge.may-break { color: var(--amber); background: var(--amber-ground); }
.badge.not-verified, .badge.unknown { color: var(--violet); background: var(--violet-ground); border-style: dashed; }
.badge.changing { color: var(--blue); background: var(--blue-ground); }
.badge.agrees, .badge.loosens { color: var(--green); background: var(--green-ground); }
.badge.none, .badge.unseen, .badge.unknown.timing { color: var(--quiet); }
.badge.late { color: var(--red); background: var(--red-ground); } .badge.in-time { color: var(--green); background: var(--green-ground); }
.badge.trouble { color: var(--red); background: var(--red-ground); } .badge.suspected { color: var(--amber); background: var(--amber-ground); }
.badge.coming { color: var(--blue); background: var(--blue-ground); } .badge.maintenance, .badge.between { color: var(--violet); background: var(--violet-ground); border-style: dashed; }
.badge.well { color: var(--green); background: var(--green-ground); } .badge.not-seen { color: var(--quiet); }
.card { border: 1px solid var(--line); border-radius: .5rem; background: var(--card); padding: 1rem; margin: 1rem 0; }
.card > p { margin: .25rem 0 .75rem; }
dl { margin: 0; } dl div { display: grid; grid-template-columns: minmax(8rem, 12rem) 1fr; gap: .25rem 1rem; padding: .4rem 0; border-top: 1px solid var(--line); }
dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
dd ul, .plain { margin: 0; padding-left: 1.1rem; } .plain { list-style: none; padding-left: 0; }
.decide { padding: .8rem 1rem 1rem; border-radius: .5rem; border: 1px solid var(--amber); background: var(--amber-ground); }
.decide p { margin: .25rem 0; } .decide .quiet { color: var(--ink); font-size: .9rem; }
.choices { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr)); gap: .75rem; margin-top: .75rem; }
.choices form { display: flex; flex-direction: column; gap: .5rem; padding: .8rem; border-radius: .4rem; background: var(--card); border: 1px solid var(--line); }
.choices h3 { margin: 0; } .choices button { margin-top: auto; align-self: start; }
label { display: grid; font-size: .9rem; gap: .15rem; }
.filter { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(11rem, 100%), 1fr)); gap: .75rem; align-items: end; padding: .8rem 1rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--card); }
.views { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)); gap: 0 1.5rem; } .views > section { min-width: 0; }
input, select, button { font: inherit; padding: .45rem .7rem; border-radius: .4rem; border: 1px solid var(--quiet); min-height: 2.75rem; max-width: 100%; }
input, select { background: var(--ground); color: var(--ink); width: 100%; min-width: 0; }
button { background: var(--link); color: var(--card); border-color: var(--link); font-weight: 600; cursor: pointer; }
button.second { background: var(--card); color: var(--link); }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--ground); border: 1px solid var(--line); border-radius: .4rem; padding: .8rem; max-width: 84ch; margin: .5rem 0 0; font: .875rem/1.45 ui-monospace, monospace; }
details summary { cursor: pointer; color: var(--link); padding: .25rem 0; }
code { font-family: ui-monospace, monospace; font-size: .92em; }
footer { margin-top: 3rem; padding-bottom: 2rem; color: var(--quiet); font-size: .9rem; border-top: 1px solid var(--line); }
@media (min-width: 75rem) { .views .card { padding: .7rem; } .views pre { font-size: .74rem; padding: .5rem; } }
@media (max-width: 75rem) { td .badge, td time { white-space: normal; } th, td { min-width: 5.5rem; padding: .4rem; } }
@media (max-width: 55rem) {
  .badge { white-space: normal; } dl div { grid-template-columns: 1fr; } h1 { font-size: 1.5rem; } .by { margin-left: 0; }
  .summary { grid-template-columns: 1fr 1fr; }
  table, caption, tbody, tr, th, td { display: block; } thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table { background: none; } caption { padding-bottom: .4rem; }
  tr { border: 1px solid var(--line); border-radius: .4rem; background: var(--card); padding: .4rem .7rem; margin-bottom: .6rem; }
  tbody th, td { border: 0; padding: .2rem 0; } td { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); gap: .5rem; }
  td::before { content: attr(data-label); color: var(--quiet); font-size: .9rem; }
  time { white-space: normal; } header nav a { padding: .3rem .45rem; } header nav ul { gap: 0 .1rem; margin-left: -.45rem; } th, td { min-width: 0; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
@media print { header nav, .decide, .filter, .skip { display: none; } }
`;
