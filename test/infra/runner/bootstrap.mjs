// Plays the part of Lambda's runtime for Node: loads the handler, takes one event after another from the Runtime API
// and gives back what became of it. Started by start-environment.ts; nothing but Node and the function's folder.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const {
  AWS_LAMBDA_RUNTIME_API,
  LAMBDA_TASK_ROOT,
  _HANDLER,
  AWS_LAMBDA_FUNCTION_NAME,
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  AWS_LAMBDA_LOG_GROUP_NAME,
  AWS_LAMBDA_LOG_STREAM_NAME,
} = process.env;
const base = `http://${AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`;
let requestId = null;

/** What the console writes is marked with time, request and level, as in CloudWatch. */
for (const level of ['debug', 'info', 'log', 'warn', 'error']) {
  const shown = { log: 'INFO' }[level] ?? level.toUpperCase();
  console[level] = (...parts) =>
    process.stdout.write(`${new Date().toISOString()}\t${requestId}\t${shown}\t${parts.join(' ')}\n`);
}

const errorOf = (thrown) => ({
  errorType: thrown?.name ?? 'Error',
  errorMessage: thrown?.message ?? String(thrown),
  trace: String(thrown?.stack ?? '').split('\n'),
});

async function post(path, body, headers = {}) {
  const sent = await fetch(`${base}${path}`, { method: 'POST', body, headers });
  await sent.arrayBuffer();
  return sent.status;
}

async function tell(path, thrown) {
  const error = errorOf(thrown);
  process.stdout.write(`${JSON.stringify(error)}\n`);
  await post(path, JSON.stringify(error), {
    'content-type': 'application/json',
    'lambda-runtime-function-error-type': error.errorType,
  });
}

/** What nobody caught ends the process: the next event meets a new one. */
for (const [event, code] of [
  ['uncaughtException', 129],
  ['unhandledRejection', 128],
]) {
  process.on(event, async (thrown) => {
    await tell(requestId ? `/invocation/${requestId}/error` : '/init/error', thrown).catch(() => undefined);
    process.exit(code);
  });
}

async function load() {
  const [, file, name] = /^(.+)\.([^.]+)$/.exec(_HANDLER) ?? [];
  for (const extension of ['.mjs', '.js']) {
    const place = pathToFileURL(join(LAMBDA_TASK_ROOT, file + extension));
    try {
      const handler = (await import(place))[name];
      if (typeof handler !== 'function') throw new TypeError(`${_HANDLER} is undefined or not exported`);
      return handler;
    } catch (thrown) {
      if (
        thrown?.code !== 'ERR_MODULE_NOT_FOUND' ||
        !String(thrown.url ?? thrown.message).includes(place.pathname)
      )
        throw thrown;
    }
  }
  throw new Error(`Cannot find module '${file}'`);
}

let handler;
try {
  handler = await load();
} catch (thrown) {
  await tell('/init/error', thrown);
  process.exit(1);
}

for (;;) {
  const next = await fetch(`${base}/invocation/next`);
  const { headers } = next;
  const event = await next.json();
  requestId = headers.get('lambda-runtime-aws-request-id');
  const deadline = Number(headers.get('lambda-runtime-deadline-ms'));
  process.env._X_AMZN_TRACE_ID = headers.get('lambda-runtime-trace-id') ?? '';
  const context = {
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName: AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: '$LATEST',
    invokedFunctionArn: headers.get('lambda-runtime-invoked-function-arn'),
    logGroupName: AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: AWS_LAMBDA_LOG_STREAM_NAME,
    memoryLimitInMB: AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
  let answer;
  let failed = null;
  try {
    answer = JSON.stringify((await handler(event, context)) ?? null);
  } catch (thrown) {
    failed = { thrown };
  }
  const ended = `END RequestId: ${requestId}\n`;
  if (failed) await tell(`/invocation/${requestId}/error`, failed.thrown);
  process.stdout.write(ended);
  process.stderr.write(ended);
  if (!failed) {
    const status = await post(`/invocation/${requestId}/response`, answer, {
      'content-type': 'application/json',
    });
    if (status === 413) process.stdout.write('the answer is too large\n');
  }
  requestId = null;
}
