import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import type { Json, JsonObject } from '../src/core/json.ts';
import { compose, ROOT } from './compose.ts';
import { type Architecture, readConfiguration, type WrittenConfiguration } from './config.ts';
import { FUNCTION_NAMES, type FunctionName } from './functions.ts';

/** A function as it was synthesised. */
export interface SynthesisedFunction {
  logicalId: string;
  /** Absolute path of the folder that is zipped. */
  folder: string;
  /** As in `index.handler`. */
  handler: string;
  memoryMb: number;
  timeoutSeconds: number;
  /** As in the template: texts, and intrinsic functions where AWS fills a value in. */
  environment: Record<string, Json>;
}

/** A synthesised app: what `cdk deploy` would deploy. */
export interface Synthesised {
  /** Absolute path of the cloud assembly. */
  outdir: string;
  stackName: string;
  template: JsonObject;
  functions: Record<FunctionName, SynthesisedFunction>;
}

/** What the command line of the CDK adds to the context. */
const BY_COMMAND_LINE = { 'aws:cdk:enable-asset-metadata': true, 'aws:cdk:enable-path-metadata': true };

/**
 * Synthesises the app as the CDK's command line would, with the same flags, in this process. What checks the result
 * (cdk-nag, the CDK's own validation) is left to the command line.
 *
 * @param options.outdir absolute; what lies there is taken over where it is the same.
 * @param options.config as in `forewarn.config.json`; nothing of it is needed.
 * @throws ForewarnError `config` or `input`.
 */
export async function synthesise(options: {
  architecture: Architecture;
  outdir: string;
  config?: WrittenConfiguration;
}): Promise<Synthesised> {
  const { outdir, architecture } = options;
  const config = readConfiguration({ ...options.config, architecture }, 'config');
  const { context } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')) as {
    context: Record<string, unknown>;
  };
  const app = new App({
    outdir,
    context: { ...context, ...BY_COMMAND_LINE },
    analyticsReporting: false,
    builtinCloudFormationValidation: false,
  });
  const stack = await compose(app, config);
  const template = app.synth().getStackByName(stack.stackName).template as JsonObject;
  const functions = FUNCTION_NAMES.map((name) => {
    const { node } = stack.functions[name].function;
    const logicalId = stack.getLogicalId(node.defaultChild as Parameters<typeof stack.getLogicalId>[0]);
    return [name, functionOf(template, logicalId, outdir)];
  });
  return { outdir, stackName: stack.stackName, template, functions: Object.fromEntries(functions) };
}

interface FunctionResource {
  Metadata: { 'aws:asset:path': string };
  Properties: {
    Handler: string;
    MemorySize: number;
    Timeout: number;
    Environment: { Variables: Record<string, Json> };
  };
}

function functionOf(template: JsonObject, logicalId: string, outdir: string): SynthesisedFunction {
  const resources = template.Resources as unknown as Record<string, FunctionResource>;
  const { Metadata, Properties } = resources[logicalId] as FunctionResource;
  return {
    logicalId,
    folder: join(outdir, Metadata['aws:asset:path']),
    handler: Properties.Handler,
    memoryMb: Properties.MemorySize,
    timeoutSeconds: Properties.Timeout,
    environment: Properties.Environment.Variables,
  };
}
