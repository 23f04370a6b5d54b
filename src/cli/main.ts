/** How long a person who types waits for what completes a word. */
const PATIENCE_MS = 5_000;

const [first, ...rest] = process.argv.slice(2);
if (first === '__complete') {
  setTimeout(() => process.exit(0), PATIENCE_MS).unref();
  const { completions } = await import('./complete.ts');
  for (const line of await completions(rest, process.cwd())) process.stdout.write(`${line}\n`);
} else {
  const { begin } = await import('./begin.ts');
  await begin();
}
