import { build } from 'esbuild';
import { bundleOptions } from '../../cdk/bundle/build-functions.ts';
import { FUNCTIONS, type FunctionName } from '../../cdk/functions.ts';
import type { VariableName } from '../../src/adapters/env.ts';

/** What is in the bundle of a function. */
export interface BundleParts {
  /** AWS clients, such as `dynamodb`. */
  clients: string[];
  /** Bytes by package, `(own)` for our own files; the largest first. */
  packages: [string, number][];
}

/** The client that goes with each variable: who has the variable has a use for the client. */
const CLIENT_OF: Partial<Record<VariableName, string>> = {
  FOREWARN_TABLE: 'dynamodb',
  FOREWARN_BUCKET: 's3',
  FOREWARN_QUEUE_URL: 'sqs',
  FOREWARN_SCHEDULE_GROUP: 'scheduler',
  FOREWARN_SIGNING_KEY: 'kms',
  FOREWARN_SENDER: 'sesv2',
  FOREWARN_SECRETS: 'ssm',
};

/** The clients that a function has a use for, by name. */
export function clientsInUse(name: FunctionName): string[] {
  return FUNCTIONS[name].variables.flatMap((variable) => CLIENT_OF[variable] ?? []).sort();
}

/** Bundles a function as it is deployed, and tells what of each package is left in it. */
export async function bundleParts(root: string, name: FunctionName): Promise<BundleParts> {
  const { metafile } = await build({ ...bundleOptions(root, name), metafile: true });
  const bytes = new Map<string, number>();
  for (const { inputs } of Object.values(metafile.outputs))
    for (const [path, { bytesInOutput }] of Object.entries(inputs))
      if (bytesInOutput > 0) bytes.set(packageOf(path), (bytes.get(packageOf(path)) ?? 0) + bytesInOutput);
  const clients = [...bytes.keys()].flatMap((one) => /^@aws-sdk\/client-(.+)$/.exec(one)?.[1] ?? []);
  return { clients: clients.sort(), packages: [...bytes].sort(([, one], [, other]) => other - one) };
}

function packageOf(path: string): string {
  const inside = path.split('node_modules/').at(-1) ?? '';
  if (!path.includes('node_modules/')) return '(own)';
  return inside
    .split('/')
    .slice(0, inside.startsWith('@') ? 2 : 1)
    .join('/');
}
