import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { keepHistory } from './kept-history.ts';
import { runCli, temporaryFolder } from './run-cli.ts';

let lines: string[] = [];
let key = '';

beforeAll(async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'forewarn-bundle-'));
  await keepHistory(join(cwd, '.forewarn'));
  const told = await runCli(
    ['history', 'export', 'acme-pay', '--out', 'whole.bundle', '--evidence', '--format', 'json'],
    { cwd },
  );
  key = JSON.parse(told.out).publicKey;
  lines = readFileSync(join(cwd, 'whole.bundle'), 'utf8').trimEnd().split('\n');
}, 30_000);

/** Verifies lines as a file of their own, in a folder where there is nothing else. */
async function verified(text: readonly string[], ...options: string[]) {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'some.bundle'), text.map((line) => `${line}\n`).join(''));
  return runCli(['history', 'verify', 'some.bundle', ...options], { cwd });
}

/** What every line holds, by what a person would call it. */
function nameOf(line: string): string {
  const [, record] = JSON.parse(line);
  const names: Record<string, string> = {
    bundle: 'the head of the bundle',
    entry: `acme-pay entry ${record.seq}`,
    evidence: `acme-pay evidence ${record.sha256?.slice(0, 12)}`,
    checkpoint: `checkpoint ${record.day}`,
    end: 'the end',
  };
  return names[record.kind] ?? '';
}

/** Digests made anew, by somebody who knows the format. */
function digested(texts: readonly string[]): string[] {
  let digest = '0'.repeat(64);
  return texts.map((line) => {
    const text = line.slice(68, -1);
    digest = sha256(digest + text);
    return `["${digest}",${text}]`;
  });
}

describe('a bundle', () => {
  it('is not written where there is no folder for it', async () => {
    const cwd = temporaryFolder();
    await keepHistory(join(cwd, '.forewarn'));
    const { code, err } = await runCli(['history', 'export', '--out', 'no/such/folder'], { cwd });
    expect(code).toBe(2);
    expect(err).toBe(
      'forewarn: the file cannot be written (ENOENT)\n at no/such/folder\n  name another with --out, in a folder that is there and that you may write to\n',
    );
  });

  it('verifies where nothing else is, by the key that the exporter told', async () => {
    const { code, out, err } = await verified(lines, '--key', key);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(
      /^✓ acme-pay: 4 entries, head [0-9a-f]{64}\n✓ 3 checkpoints, 8 payloads\n✓ signed by ed25519:/,
    );
    const json = JSON.parse((await verified(lines, '--format', 'json')).out);
    expect(json).toMatchObject({
      schema: 'forewarn.verify-bundle/1',
      trusted: false,
      ok: true,
      problems: [],
    });
  });

  it('tells of a flipped byte in any line, and which line it is', async () => {
    for (const [at, line] of lines.entries()) {
      const where = 70 + ((at * 37) % (line.length - 75));
      const flipped = line.slice(0, where) + (line[where] === 'x' ? 'y' : 'x') + line.slice(where + 1);
      const { code, out } = await verified(lines.with(at, flipped));
      expect(code).toBe(2);
      expect(out).toContain(`✗ line ${at + 1}: `);
    }
  });

  it('names an entry that was left out or moved', async () => {
    const at = lines.findIndex((line) => line.includes('"kind":"entry"')) + 1;
    const without = await verified(lines.toSpliced(at, 1));
    expect(without.out).toContain('acme-pay entry 2 is missing');
    const [one, two] = [lines[at] as string, lines[at + 1] as string];
    const moved = await verified(lines.with(at, two).with(at + 1, one));
    expect(moved.out).toContain(
      `✗ line ${at + 1}: ${nameOf(two)} is not as it was written, or not in its place`,
    );
    expect(without.code + moved.code).toBe(4);
  });

  it('tells of every kind of line that is left out', async () => {
    for (const [at, line] of lines.entries()) {
      const { code, out } = await verified(lines.toSpliced(at, 1));
      expect(code, nameOf(line)).toBe(2);
      expect(out).toContain('✗ ');
    }
  });

  it('made anew without the key, with the last entry left out, fails by checkpoint and signature', async () => {
    const isLast = (line: string) => line.includes('"kind":"entry"') && line.includes('"seq":3,');
    const entries = lines.filter(
      (line) => !isLast(line) && !(line.includes('"kind":"entry"') && line.includes('"seq":4,')),
    );
    const forged = digested(entries);
    const { code, out } = await verified(forged, '--key', key);
    expect(code).toBe(2);
    expect(out).toContain('acme-pay entry 3 is gone, and was there when the day was signed');
    expect(out).toContain('the signature does not fit');
  });

  it('of another key is told where a key is trusted', async () => {
    const other = 'MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=';
    const { code, out } = await verified(lines, '--key', other);
    expect(code).toBe(2);
    expect(out).toContain('signed by another key');
  });
});

/** The lines with one record in the place of another, and the digests made anew. */
function withRecord(at: number, change: (record: Record<string, unknown>) => unknown): string[] {
  const [digest, record] = JSON.parse(lines[at] as string);
  return digested(lines.with(at, `["${digest}",${JSON.stringify(change(record))}]`));
}

describe('a bundle that somebody made to harm', () => {
  const entryAt = () => lines.findIndex((line) => line.includes('"kind":"entry"'));

  it('that was cut off anywhere is refused, with where it ends', async () => {
    const whole = lines.map((line) => `${line}\n`).join('');
    const cwd = temporaryFolder();
    for (const share of [0, 0.1, 0.3, 0.5, 0.77, 0.99]) {
      writeFileSync(join(cwd, 'cut.bundle'), whole.slice(0, Math.floor(whole.length * share)));
      const { code, out } = await runCli(['history', 'verify', 'cut.bundle'], { cwd });
      expect(code, `${share}`).toBe(2);
      expect(out).toContain('✗ the end is missing: the file was cut short');
    }
  });

  it.each(['../../../etc/passwd', '/etc', 'acme-pay/../x', 'ACME', 'a\u0000b', '', 'a'.repeat(31)])(
    'with the partner %j is refused at its line, and nothing is written',
    async (name) => {
      const { code, out } = await verified(withRecord(entryAt(), (one) => ({ ...one, partner: name })));
      expect(code).toBe(2);
      expect(out).toContain(`✗ line ${entryAt() + 1}: line ${entryAt() + 1} holds nothing that a bundle has`);
      if (name !== '') expect(out).not.toContain(name);
    },
  );

  it('with a record that no bundle has, or a number out of all bounds, is refused at its line', async () => {
    const at = entryAt();
    for (const change of [
      () => ({ kind: 'script', text: 'x' }),
      () => [[[[]]]],
      (one: Record<string, unknown>) => ({ ...one, seq: 2 ** 60 }),
      (one: Record<string, unknown>) => ({ ...one, more: 1 }),
    ]) {
      const { code, out } = await verified(withRecord(at, change));
      expect(code).toBe(2);
      expect(out).toContain(`✗ line ${at + 1}: `);
    }
  });

  it('with a line of more than any payload is given up at that line', async () => {
    const cwd = temporaryFolder();
    const file = join(cwd, 'long.bundle');
    writeFileSync(file, `${lines[0]}\n`);
    for (let n = 0; n < 90; n++) appendFileSync(file, 'x'.repeat(1 << 20));
    const { code, err } = await runCli(['history', 'verify', 'long.bundle'], { cwd });
    expect(code).toBe(2);
    expect(err).toContain('line 2 of the bundle has more than');
  }, 60_000);

  it('of a hundred thousand bad lines is told by the first of them and a count', async () => {
    const { code, out } = await verified(Array.from({ length: 100_000 }, () => '[]'));
    expect(code).toBe(2);
    expect(out.split('\n').length).toBeLessThan(60);
    expect(out).toContain('✗ and 99952 more');
  });
});

describe('history export', () => {
  it('writes over nothing, and knows its partners', async () => {
    const cwd = temporaryFolder();
    await keepHistory(join(cwd, '.forewarn'));
    writeFileSync(join(cwd, 'there'), 'mine');
    expect((await runCli(['history', 'export', '--out', 'there'], { cwd })).code).toBe(2);
    expect(readFileSync(join(cwd, 'there'), 'utf8')).toBe('mine');
    const strange = await runCli(['history', 'export', 'acme-pai', '--out', 'new'], { cwd });
    expect(strange.err).toContain('did you mean acme-pay?');
  });
});
