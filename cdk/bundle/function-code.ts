import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { FunctionName } from '../functions.ts';
import type { FunctionFiles } from './build-functions.ts';

/**
 * The files of a function as an asset. It is named by what is in it alone, so the same tree gives the same name, and
 * what was written before is not written again.
 */
export function functionCode(name: FunctionName, files: FunctionFiles): Code {
  return Code.fromAsset(fileURLToPath(new URL('../../lambdas', import.meta.url)), {
    assetHashType: AssetHashType.CUSTOM,
    assetHash: hashOf(files),
    displayName: name,
    bundling: {
      image: DockerImage.fromRegistry('never-started'),
      local: {
        tryBundle(folder) {
          for (const [path, contents] of files) write(join(folder, path), contents);
          return true;
        },
      },
    },
  });
}

function hashOf(files: FunctionFiles): string {
  const hash = createHash('sha256');
  for (const [path, contents] of files) hash.update(`${path}\0${contents.byteLength}\0`).update(contents);
  return hash.digest('hex');
}

function write(path: string, contents: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, contents);
}
