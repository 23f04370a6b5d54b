import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import v8 from 'node:v8';
import { Script } from 'node:vm';

/** Two documents of an API whose operations share their schemas: what is met where documents are large. */
const TYPICAL = join(import.meta.dirname, 'typical');

/** Folders of two documents, told apart by what changes between them: a way through all that is seldom much. */
const PAIRS = [
  'api-global-security-replaced',
  'api-sunset-date-changed',
  'request-body-min-length-increased',
  'request-parameter-became-required',
  'request-property-all-of-added',
  'request-property-became-required',
  'request-property-encoding-became-allow-reserved',
  'request-property-enum-value-added',
  'request-property-one-of-removed',
  'request-property-pattern-changed',
  'response-body-discriminator-mapping-added',
  'response-header-became-required',
  'response-property-default-value-changed',
  'response-property-one-of-added',
  'response-property-type-changed',
  'webhook-error-answer-removed',
];

// Runs a built file on the command lines of documents, and writes what V8 made of its functions meanwhile: what a
// process that is given it need not compile. Node's own cache has only what is compiled before anything runs.
const [file, into] = process.argv.slice(2).map((path) => resolve(path)) as [string, string];
const script = new Script(module.wrap(readFileSync(file, 'utf8')), { filename: file });
const commandLines = [TYPICAL, ...PAIRS.map((name) => join('test/golden/diff', name))]
  .filter((folder) => existsSync(folder))
  .map((folder) => ['diff', `${folder}/baseline.yaml`, `${folder}/observed.yaml`]);
// A flag that a run sets would be asked of every process that is to be given the code.
v8.setFlagsFromString = () => undefined;
process.setMaxListeners(2 * PAIRS.length);
for (const words of commandLines) {
  process.argv = [process.execPath, file, ...words];
  const built: { exports: { ended?: Promise<void> } } = { exports: {} };
  script.runInThisContext()(built.exports, createRequire(file), built, file, dirname(file));
  await built.exports.ended;
}
process.exitCode = 0;
writeFileSync(into, script.createCachedData());
