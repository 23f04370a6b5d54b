import { cpSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { FunctionDefinition, Invocation, Surroundings } from './function-definition.ts';
import { type ExecutionEnvironment, startEnvironment } from './start-environment.ts';

/** A function that can be invoked: environments are started when needed and used again while warm. */
export interface RunningFunction {
  definition: FunctionDefinition;
  invoke(event: unknown): Promise<Invocation>;
  /** Everything that was invoked, oldest first. */
  invocations: Invocation[];
  /** Ends what is warm: the next event meets a new process. */
  cool(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A function from its asset's folder. Its files are copied away from here first: a module that it does not bring is
 * not found.
 */
export function startFunction(definition: FunctionDefinition, surroundings: Surroundings): RunningFunction {
  const task = mkdtempSync(join(surroundings.folder, 'task-'));
  cpSync(definition.folder, task, { recursive: true });
  const idle: ExecutionEnvironment[] = [];
  const all = new Set<ExecutionEnvironment>();
  const invocations: Invocation[] = [];
  return {
    definition,
    invocations,
    async invoke(event) {
      const environment = idle.pop() ?? (await startEnvironment(definition, surroundings, task));
      all.add(environment);
      const invocation = await environment.invoke(event);
      invocations.push(invocation);
      if (environment.alive()) idle.push(environment);
      else {
        all.delete(environment);
        await environment.close();
      }
      return invocation;
    },
    async cool() {
      const warm = idle.splice(0);
      for (const one of warm) all.delete(one);
      await Promise.all(warm.map((one) => one.close()));
    },
    async close() {
      await Promise.all([...all].map((one) => one.close()));
    },
  };
}
