import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';
import { OURS, openWorld, shopDocument } from './our-side-world.ts';
import { runCli } from './run-cli.ts';

describe('our own document, held against the version of it that was agreed', () => {
  const AGREED = 'ours: { openapi: ../../openapi/shop.json, agreed: ../../openapi/shop.agreed.json }';
  /** Our document of today: the address may be left out, which their pact's own example does not show. */
  const loosened = () => {
    const document = shopDocument(['id', 'address', 'note']);
    const shop = JSON.parse(
      JSON.stringify(document).replace('"required":["id","address","note"]', '"required":["id"]'),
    );
    return shop as JsonObject;
  };

  async function agreedWorld(lines = AGREED) {
    const { check, cwd } = openWorld(['id', 'address', 'note'], { lines });
    const file = (name: string) => join(cwd, 'openapi', name);
    writeFileSync(file('shop.agreed.json'), JSON.stringify(shopDocument(['id', 'address', 'note'])));
    return {
      check,
      cwd,
      now: (document: JsonObject) => writeFileSync(file('shop.json'), JSON.stringify(document)),
    };
  }

  it('tells what a pact alone does not show, as ours to mend, before anything is shipped', async () => {
    const world = await agreedWorld();
    expect((await world.check('--offline')).code).toBe(0);
    world.now(loosened());

    const { code, out } = await world.check('--offline');
    const { findings, checks } = JSON.parse((await world.check('--offline', '--format', 'json')).out);

    expect(code).toBe(1);
    expect(out).toContain('address');
    const touching = findings.filter(({ effect }: { effect: string }) => effect !== 'none');
    expect(touching, 'what they do not read is not told').toMatchObject([
      {
        environment: 'ours',
        source: 'documents',
        cell: 'ours-to-mend',
        subject: 'GET /orders/{} response 200 application/json /address',
      },
    ]);
    expect(
      checks.find(({ environment }: { environment: string }) => environment === 'ours').sources,
    ).toMatchObject({
      documents: 'drifts',
      pacts: 'agrees',
    });
    const { check, now } = await agreedWorld(OURS);
    now(loosened());
    expect((await check('--offline')).code, 'without the agreed version nothing shows it').toBe(0);
  });

  it('ends when our document is as agreed again, or they have agreed to the new one', async () => {
    const world = await agreedWorld();
    const openOurs = async () => {
      const { findings } = JSON.parse((await world.check('--state', 'data', '--format', 'json')).out);
      return findings.filter(
        ({ cell, effect }: Record<string, string>) => cell === 'ours-to-mend' && effect !== 'none',
      ).length;
    };
    await openOurs();
    world.now(loosened());
    expect(await openOurs()).toBe(1);
    expect((await runCli(['status', '--state', 'data'], { cwd: world.cwd })).out).toContain('PARCEL-POST-1');
    writeFileSync(join(world.cwd, 'openapi', 'shop.agreed.json'), JSON.stringify(loosened()));

    expect(await openOurs()).toBe(0);
    const history = await runCli(['history', 'parcel-post', '--state', 'data'], { cwd: world.cwd });
    expect(history.out).toMatch(/PARCEL-POST-1.*(resolved|as agreed)/);
  });

  it('says which file is missing, and the nearest key', async () => {
    const missing = await (await agreedWorld(AGREED.replace('shop.agreed', 'shop.old'))).check('--offline');
    expect(missing.code).toBe(2);
    expect(missing.err).toContain('shop.old.json');
    const typo = await (await agreedWorld(AGREED.replace('agreed:', 'agred:'))).check('--offline');
    expect(typo.code).toBe(2);
    expect(typo.err).toContain('did you mean `agreed`?');
  });
});
