import type { InitializeMiddleware, MetadataBearer, MiddlewareStack } from '@smithy/types';
import type { Metrics } from '../app/metrics.ts';

/**
 * Counts the calls of a client that had to be tried again, whether they succeeded in the end or not: what the client
 * gets over by itself would otherwise be seen by nobody.
 *
 * @returns the same client.
 */
export function countRetries<
  Input extends object,
  Output extends MetadataBearer,
  Client extends { middlewareStack: MiddlewareStack<Input, Output> },
>(client: Client, metrics: Metrics): Client {
  const tell = ({ attempts = 1 }: { attempts?: number | undefined } = {}): void => {
    if (attempts > 1) metrics.add('CallsRetried', attempts - 1);
  };
  const counting: InitializeMiddleware<Input, Output> = (next) => async (args) => {
    try {
      const result = await next(args);
      tell(result.output.$metadata);
      return result;
    } catch (error) {
      tell((error as Partial<MetadataBearer>).$metadata);
      throw error;
    }
  };
  client.middlewareStack.add(counting, { step: 'initialize', name: 'countRetries' });
  return client;
}
