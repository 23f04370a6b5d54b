import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { adapted, type Lacks } from './adapt.ts';
import { type Deployment, madeOf } from './deployment.ts';

/**
 * Puts a copy of the synthesised app beside it, with each template as the emulator's CloudFormation takes it. The
 * template's hash in the manifests follows its text, as the CDK would have it.
 */
export function writeAdapted(from: string, to: string, deployments: Deployment[], lacks: Lacks): void {
  cpSync(from, to, { recursive: true });
  for (const deployment of deployments) {
    const { stack } = deployment;
    const file = join(to, stack.file);
    const before = createHash('sha256').update(readFileSync(file)).digest('hex');
    const text = JSON.stringify(adapted(stack, lacks, madeOf(deployment)), null, 1);
    writeFileSync(file, text);
    const after = createHash('sha256').update(text).digest('hex');
    for (const name of readdirSync(to).filter(
      (one) => one === 'manifest.json' || one.endsWith('.assets.json'),
    )) {
      const manifest = join(to, name);
      writeFileSync(manifest, readFileSync(manifest, 'utf8').replaceAll(before, after));
    }
  }
}
