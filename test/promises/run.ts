/**
 * Breaks each promise by a named patch and shows the end-to-end test that turns red. Ends with 0 only if every
 * test is green as things are, and every patch makes its test red by an assertion that does not hold.
 */
import { applyPatch, type Patch } from './patch.ts';
import { allPatches, PROMISES, readSource } from './patches.ts';
import { openRoom, type Room } from './room.ts';
import { runTests } from './run-tests.ts';

/** Patches are tried side by side in as many copies of the working tree. */
const ROOMS = 2;

process.once('SIGINT', () => process.exit(130));
const rooms = Array.from({ length: ROOMS }, openRoom);
const patches = allPatches();
for (const patch of patches) applyPatch(patch, readSource);
const green = await isGreen(rooms[0] as Room);
const red = new Set<string>();
const waiting = patches.values();
if (green) await Promise.all(rooms.map(tryInTurn));
const kept = PROMISES.filter(tell);
console.log(
  kept.length === PROMISES.length
    ? `${PROMISES.length} promises: all red when broken`
    : `${kept.length} of ${PROMISES.length} promises: red when broken`,
);
process.exitCode = kept.length === PROMISES.length ? 0 : 1;

/** True if all tests of the files that show promises hold as things are. */
async function isGreen({ dir }: Room): Promise<boolean> {
  const begun = performance.now();
  const { tests, unrun } = await runTests(dir, [...new Set(patches.map(({ test }) => test))]);
  const wrong = [
    ...unrun,
    ...tests.filter(({ outcome }) => outcome !== 'passed').map(({ name, why }) => `${name}: ${why}`),
  ];
  for (const one of wrong) console.log(`  not green: ${one}`);
  console.log(`unbroken: ${tests.length - wrong.length} of ${tests.length} tests green (${since(begun)})`);
  return tests.length > 0 && wrong.length === 0;
}

/** Takes patches from the shared list until there are none. */
async function tryInTurn(room: Room): Promise<void> {
  for (let patch = waiting.next(); !patch.done; patch = waiting.next()) await tryPatch(room, patch.value);
}

async function tryPatch(room: Room, patch: Patch): Promise<void> {
  const begun = performance.now();
  const pattern = patch.run ? `^${escaped(patch.run)} ` : `^${patch.red.map(escaped).join('( > | )')}$`;
  const { tests, unrun } = await room.broken(patch, () => runTests(room.dir, [patch.test], pattern));
  const test = tests.find(({ name }) => name === patch.red.join(' '));
  if (test?.outcome === 'assertion') red.add(patch.name);
  const outcome = test?.outcome === 'assertion' ? 'red' : (test?.outcome ?? `not run (${unrun.join('; ')})`);
  console.log(`  ${patch.name}: ${outcome} (${since(begun)})  ${test?.why ?? ''}`);
}

/** Says how a promise stands; true if it is red when broken, by each of its patches. */
function tell(promise: number): boolean {
  const own = patches.filter((patch) => patch.promise === promise);
  const holds = own.length > 0 && own.every(({ name }) => red.has(name));
  const shown = own
    .map((patch) => `${patch.name}: ${red.has(patch.name) ? patch.red.at(-1) : 'NOT RED'}`)
    .join('; ');
  console.log(`promise ${promise}: ${holds ? 'red when broken' : 'NOT SHOWN'}  (${shown})`);
  return holds;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function since(begun: number): string {
  return `${Math.round((performance.now() - begun) / 100) / 10} s`;
}
