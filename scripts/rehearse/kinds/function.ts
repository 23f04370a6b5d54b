import type { JsonObject } from '../../../src/core/json.ts';
import { type Aws, found, taken } from '../call-aws.ts';
import { jsonIn, listAt, objectAt, textAt } from '../shape.ts';
import type { Kind } from './kind.ts';

const get = (aws: Aws, path: string) => found(aws.rest('lambda', 'GET', path));
const nameIn = (arn: string) => arn.split(':').at(-1) ?? '';

/** A function and how it runs. */
export const lambdaFunction: Kind = {
  async read(aws, { id, planned }) {
    const configuration = await get(aws, `/2015-03-31/functions/${id}/configuration`);
    if (!configuration) return null;
    const concurrency = await get(aws, `/2019-09-30/functions/${id}/concurrency`);
    const { LastModified: _, Layers: layers, ...told } = configuration;
    return {
      ...told,
      ...(layers ? { Layers: listAt(configuration, 'Layers').map((layer) => textAt(layer, 'Arn')) } : {}),
      ...(concurrency ?? {}),
      Code: await codeOf(aws, id, planned),
    };
  },
  make: makeFunction,
  async remove(aws, { id }) {
    await taken('delete the function', aws.rest('lambda', 'DELETE', `/2015-03-31/functions/${id}`));
  },
  async attributes(aws, { id }) {
    return {
      Arn: textAt((await get(aws, `/2015-03-31/functions/${id}/configuration`)) ?? {}, 'FunctionArn'),
    };
  },
};

/** How a function of AWS's own SDKs is made: as in the template, but for the form of its tags. */
async function makeFunction(aws: Aws, name: string, planned: JsonObject): Promise<string> {
  const { Tags: _, ReservedConcurrentExecutions: __, ...body } = planned;
  await taken(
    'function',
    aws.rest('lambda', 'POST', '/2015-03-31/functions', { ...body, FunctionName: name }),
  );
  return name;
}

/** The planned place of the code, if what the function has is as long as what lies there. */
async function codeOf(aws: Aws, id: string, planned: JsonObject): Promise<JsonObject> {
  const { S3Bucket, S3Key } = objectAt(planned, 'Code');
  const objects = await get(aws, `/2015-03-31/functions/${id}/configuration`);
  const there = await found(aws.rest('s3', 'GET', `/${S3Bucket}?list-type=2&prefix=${S3Key}`));
  const published = listAt(there ?? {}, 'Contents').find((entry) => textAt(entry, 'Key') === S3Key);
  const isSame = published !== undefined && textAt(published, 'Size') === textAt(objects ?? {}, 'CodeSize');
  return isSame ? { S3Bucket: S3Bucket ?? '', S3Key: S3Key ?? '' } : {};
}

/** What wakes a function. */
export const eventSource: Kind = {
  async read(aws, { id }) {
    const mapping = await get(aws, `/2015-03-31/event-source-mappings/${id}`);
    if (!mapping?.UUID) return null;
    return {
      ...mapping,
      FunctionName: nameIn(textAt(mapping, 'FunctionArn')),
      Enabled: mapping.State !== 'Disabled',
    };
  },
};

/** Who may invoke a function. */
export const permission: Kind = {
  async read(aws, { planned }) {
    const name = nameIn(textAt(planned, 'FunctionName'));
    const answer = await get(aws, `/2015-03-31/functions/${name}/policy`);
    const statements = listAt(jsonIn(textAt(answer ?? {}, 'Policy')), 'Statement');
    const own = statements.find((statement) => sourceOf(statement) === textAt(planned, 'SourceArn'));
    if (!own) return null;
    return {
      Action: textAt(own, 'Action'),
      Principal:
        textAt(own, 'Principal', 'Service') || textAt(own, 'Principal', 'AWS') || textAt(own, 'Principal'),
      FunctionName: textAt(planned, 'FunctionName'),
      SourceArn: sourceOf(own),
    };
  },
  async make(aws, name, planned) {
    const { FunctionName: of, ...statement } = planned;
    await taken(
      'permission',
      aws.rest('lambda', 'POST', `/2015-03-31/functions/${nameIn(String(of))}/policy`, {
        ...statement,
        StatementId: name,
      }),
    );
    return name;
  },
};

function sourceOf(statement: Parameters<typeof textAt>[0]): string {
  return textAt(statement, 'Condition', 'ArnLike', 'AWS:SourceArn');
}

/** How often a function that was called without waiting is tried again. */
export const eventInvokeConfig: Kind = {
  async read(aws, { planned }) {
    const name = nameIn(textAt(planned, 'FunctionName'));
    const config = await get(aws, `/2019-09-25/functions/${name}/event-invoke-config`);
    return config && { ...config, FunctionName: textAt(planned, 'FunctionName'), Qualifier: '$LATEST' };
  },
  async make(aws, name, planned) {
    const { FunctionName: of, Qualifier: _, ...config } = planned;
    await taken(
      'invocation config',
      aws.rest('lambda', 'PUT', `/2019-09-25/functions/${nameIn(String(of))}/event-invoke-config`, config),
    );
    return name;
  },
};
