import { expect, it } from 'vitest';
import { agreedDocument } from '../../src/app/agreed-document.ts';
import type { RegistrationRecord } from '../../src/core/registration/types.ts';

/** Asks for the document of a registration whose files have these sizes; nothing can be read of it. */
async function asked(sizes: readonly number[]) {
  const got: string[] = [];
  const files = sizes.map((bytes, index) => ({ path: `openapi/${index}.yaml`, sha256: '', bytes }));
  const record = { partner: 'acme-pay', hash: 'h1', files } as unknown as RegistrationRecord;
  const document = await agreedDocument(
    {
      registrations: { read: async (partner) => (partner === 'acme-pay' ? record : null) },
      files: {
        get: async (partner, hash) => {
          got.push(`${partner} ${hash}`);
          return null;
        },
      },
      openBaseline: () => Promise.reject(new Error('there is nothing to open')),
      log: { info: () => undefined, warn: () => undefined },
    },
    'acme-pay',
  );
  return { document, got };
}

const MIB = 1024 * 1024;

it('files of more than 4 MiB together are not read for a page', async () => {
  expect(await asked([2 * MIB, 2 * MIB])).toEqual({ document: null, got: ['acme-pay h1'] });
  expect(await asked([2 * MIB, 2 * MIB, 1])).toEqual({ document: null, got: [] });
});
