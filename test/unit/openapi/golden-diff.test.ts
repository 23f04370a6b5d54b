import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import { parseDocument } from '../../../src/adapters/files/parse-document.ts';
import { formatSubject } from '../../../src/core/drift/subject.ts';
import { diffDocuments } from '../../../src/core/openapi/diff/diff-documents.ts';
import type { DiffPolicy } from '../../../src/core/openapi/diff/policy.ts';
import { LIVE_ROWS } from '../../../src/core/openapi/diff/rules/live-rows.ts';
import { findRule, RULES } from '../../../src/core/openapi/diff/rules/rules.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { messageOf } from '../../../src/core/report/messages/messages.ts';

const ROOT = join(import.meta.dirname, '../../golden/diff');
const folders = readdirSync(ROOT).sort();

const open = (folder: string, name: string) => {
  const file = join(ROOT, folder, `${name}.yaml`);
  return openDocument(parseDocument(readFileSync(file, 'utf8'), file), sha256);
};

/** What is asked of the documents of a folder: its `policy.json`, where it has one. */
const policyOf = (folder: string): DiffPolicy => {
  const file = join(ROOT, folder, 'policy.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
};

const tell = (folder: string) =>
  diffDocuments(open(folder, 'baseline'), open(folder, 'observed'), {
    today: '2026-11-22',
    policy: policyOf(folder),
  }).map((one) => ({
    rule: one.rule,
    level: one.level,
    direction: one.direction,
    subject: formatSubject(one.subject),
    facet: one.facet,
    args: one.args,
    proof: one.proof,
    pointer: one.pointer,
    message: messageOf(one.rule, one.args, one.subject),
  }));

describe('golden differences', () => {
  it.each(folders)('%s', (folder) => {
    const found = tell(folder);
    expect(found.map((one) => one.rule)).toContain(folder);
    expect(found).toEqual(JSON.parse(readFileSync(join(ROOT, folder, 'expected.json'), 'utf8')));
  });

  it.each(folders)('%s: the same document has no difference', (folder) => {
    expect(diffDocuments(open(folder, 'observed'), open(folder, 'observed'))).toEqual([]);
  });

  it('each folder is named by a rule, and each rule has a folder or a reason', () => {
    expect(folders.filter((folder) => !findRule(folder))).toEqual([]);
    const without = RULES.filter(
      (rule) => !folders.includes(rule.id) && !isMirrored(rule.id) && !isLive(rule.id),
    );
    expect(without.map((rule) => rule.id)).toEqual([]);
  });
});

/** Bounds and sizes are one family: a folder for each facet shows it, the property tests hold all of it. */
function isMirrored(id: string): boolean {
  return /-(min|max|exclusive-min|exclusive-max|min-length|max-length|min-items|max-items|min-properties|max-properties|multiple-of|unique-items)-(set|unset|increased|decreased|changed)$/.test(
    id,
  );
}

/** Told by a look at an environment; two documents cannot show it. */
function isLive(id: string): boolean {
  return LIVE_ROWS.some(([live]) => live === id);
}
