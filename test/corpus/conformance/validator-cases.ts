import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Message } from './judged.ts';

/** One case of the request and response validators: a document, an exchange, and whether they take it. */
export interface ValidatorCase {
  case: string;
  side: 'request' | 'response';
  verdict: 'accept' | 'reject';
  document: string;
  request: Message & { method: string; path: string; query: string };
  response: (Message & { status: number }) | null;
  /** True where query parameters that nobody documented are refused too. */
  strictQuery: boolean;
}

type Value = Record<string, unknown>;

interface Written {
  case: string;
  verdict: 'accept' | 'reject' | 'constructor-error';
  data: {
    constructorArgs?: Value;
    validateArgs?: Value;
    requestBody?: Value;
    request?: {
      headers?: Record<string, string>;
      params?: Record<string, string>;
      query?: Record<string, string>;
      body?: unknown;
    };
    inputStatusCode?: number;
    inputResponseBody?: unknown;
  };
}

/** Cases that are about an exchange: not about how the validators are called, nor about formats that a caller brings. */
export function readValidatorCases(corpus: string): ValidatorCase[] {
  return (['request', 'response'] as const).flatMap((side) => {
    const file = `openapi-${side}-validator.json`;
    const text = readFileSync(join(corpus, 'conformance', 'response-validator', file), 'utf8');
    return (JSON.parse(text) as { cases: Written[] }).cases.flatMap((one): ValidatorCase[] => {
      if (one.verdict === 'constructor-error' || one.case === 'fail-customFormats') return [];
      const { data, verdict } = one;
      const shared = { case: `${side}/${one.case}`, side, verdict };
      return [side === 'request' ? { ...shared, ...ofRequest(data) } : { ...shared, ...ofResponse(data) }];
    });
  });
}

type Made = Omit<ValidatorCase, 'case' | 'side' | 'verdict'>;

function ofResponse({
  constructorArgs: args = {},
  inputStatusCode,
  inputResponseBody,
}: Written['data']): Made {
  const responses = args.responses as Record<string, Value>;
  const isNew =
    args.components !== undefined || Object.values(responses).some((one) => one.content !== undefined);
  const paths = { '/it': { get: { produces: isNew ? undefined : ['application/json'], responses } } };
  const document = isNew
    ? { openapi: '3.0.3', paths, components: args.components }
    : bundled({ paths, definitions: args.definitions }, args.externalSchemas);
  return {
    // What is nullable is of OpenAPI 3.0, though the responses are written as in 2.0.
    document: asText(document),
    request: { method: 'GET', path: '/it', query: '', headers: {}, body: null },
    response: {
      status: inputStatusCode ?? 200,
      headers: { 'content-type': 'application/json' },
      body: inputResponseBody === undefined ? null : JSON.stringify(inputResponseBody),
    },
    strictQuery: false,
  };
}

function ofRequest({ validateArgs: args = {}, requestBody, request = {} }: Written['data']): Made {
  const parameters = (args.parameters ?? []) as Value[];
  const body = (args.requestBody ?? requestBody) as Value | undefined;
  const schemas = (args.componentSchemas ?? args.schemas ?? {}) as Record<string, Value> | Value[];
  const named = Array.isArray(schemas)
    ? Object.fromEntries(
        schemas.map((one, index) => [
          String(one.id ?? index)
            .split('/')
            .at(-1),
          one,
        ]),
      )
    : schemas;
  const names = parameters.filter((one) => one.in === 'path').map(({ name }) => String(name));
  const path = `/it${names.map((name) => `/{${name}}`).join('')}`;
  const responses = { default: { description: '' } };
  const isNew = body !== undefined || parameters.some((one) => one.schema !== undefined && one.in !== 'body');
  const operation = { parameters: parameters.filter(({ in: place }) => place), requestBody: body, responses };
  const document = isNew
    ? { openapi: '3.0.3', paths: { [path]: { post: operation } }, components: { schemas: named } }
    : bundled(
        { paths: { [path]: { post: { consumes: consumed(parameters), ...operation } } }, definitions: named },
        args.externalSchemas,
      );
  const media = Object.keys((body?.content ?? {}) as Value)[0];
  const headers = Object.fromEntries(
    Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const isForm = parameters.some((one) => one.in === 'formData');
  if (request.body !== undefined) {
    headers['content-type'] ??= isForm ? 'application/x-www-form-urlencoded' : (media ?? 'application/json');
  }
  return {
    document: asText(document),
    request: {
      method: 'POST',
      path: `/it${names.map((name) => `/${request.params?.[name] ?? ''}`).join('')}`,
      query: new URLSearchParams(request.query ?? {}).toString(),
      headers,
      body: bodyText(request.body, headers['content-type']),
    },
    response: null,
    strictQuery: args.additionalQueryProperties === false,
  };
}

function consumed(parameters: readonly Value[]): string[] {
  return [
    parameters.some((one) => one.in === 'formData')
      ? 'application/x-www-form-urlencoded'
      : 'application/json',
  ];
}

function bodyText(body: unknown, contentType: string | undefined): string | null {
  if (body === undefined) return null;
  if (contentType?.startsWith('multipart/')) {
    const boundary = /boundary=(.*)/.exec(contentType)?.[1];
    return `--${boundary}--\r\n`;
  }
  if (contentType === 'application/x-www-form-urlencoded') {
    return new URLSearchParams(body as Record<string, string>).toString();
  }
  return JSON.stringify(body);
}

/** A document of Swagger 2.0 with the schemas of other documents among its own, as the loader brings them in. */
function bundled(document: Value, external: unknown): Value {
  const others = Object.entries((external ?? {}) as Record<string, Value>);
  const text = JSON.stringify({ swagger: '2.0', ...document, definitions: document.definitions ?? {} });
  const joined = others.reduce(
    (left, [url], index) =>
      left
        .replaceAll(`"${url}"`, `"#/definitions/other${index}"`)
        .replaceAll(`"${url}#/`, `"#/definitions/other${index}/`),
    text,
  );
  const whole = JSON.parse(joined) as { definitions: Value };
  for (const [index, [, schema]] of others.entries()) whole.definitions[`other${index}`] = schema;
  return whole;
}

function asText(document: Value): string {
  return JSON.stringify({ info: { title: 'validators', version: '1' }, ...document });
}
