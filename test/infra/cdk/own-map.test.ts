import { SourceMap } from 'node:module';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { ownMap } from '../../../cdk/bundle/own-map.ts';

const OURS =
  "import { theirs } from 'node_modules/pkg/theirs.js';\nexport function ours() {\n  return theirs('MARK_OURS');\n}\n";
const THEIRS = "export function theirs(text) {\n  return globalThis.print(text, 'MARK_THEIRS');\n}\n";

/** Our own file around an installed one, bundled on one line, and its map. */
async function bundled(): Promise<{ code: string; map: string }> {
  const { outputFiles } = await build({
    stdin: { contents: `${OURS}export const last = 'MARK_LAST';\n`, sourcefile: 'src/ours.js', loader: 'js' },
    bundle: true,
    minifyWhitespace: true,
    format: 'esm',
    write: false,
    sourcemap: 'external',
    sourcesContent: false,
    outdir: '.',
    plugins: [
      {
        name: 'memory',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /theirs/ }, () => ({ path: resolve('node_modules/pkg/theirs.js') }));
          onLoad({ filter: /theirs/ }, () => ({ contents: THEIRS, loader: 'js' }));
        },
      },
    ],
  });
  const of = (end: string): string => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
  return { code: of('.js'), map: of('.map') };
}

function placeOf(map: string, code: string, mark: string): { source: string; line: number } | null {
  const found = new SourceMap(JSON.parse(map)).findEntry(0, code.indexOf(mark));
  return 'originalSource' in found && found.originalSource
    ? { source: found.originalSource, line: found.originalLine + 1 }
    : null;
}

test('our own places are found as before, those of what is installed are not', async () => {
  const { code, map } = await bundled();
  const kept = ownMap(map);
  expect(placeOf(map, code, 'MARK_THEIRS')?.source).toContain('node_modules/pkg/theirs.js');
  expect(placeOf(kept, code, 'MARK_THEIRS')).toBeNull();
  for (const mark of ['MARK_OURS', 'MARK_LAST']) {
    expect(placeOf(map, code, mark)?.source, mark).toContain('src/ours.js');
    expect(placeOf(kept, code, mark)).toEqual(placeOf(map, code, mark));
  }
  expect(JSON.parse(kept).sources).toHaveLength(1);
});
