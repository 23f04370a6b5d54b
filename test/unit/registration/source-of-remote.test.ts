import { describe, expect, it } from 'vitest';
import { sourceOfRemote } from '../../../src/core/registration/source-of-remote.ts';

describe('the name of a repository', () => {
  it.each([
    ['https://github.com/shop/integrations.git\n', 'shop/integrations'],
    ['https://me:token@github.com/shop/integrations', 'shop/integrations'],
    ['git@github.com:shop/integrations.git', 'shop/integrations'],
    ['ssh://git@github.com:22/shop/integrations', 'shop/integrations'],
    ['https://git.shop.example:8443/team/integrations.git/', 'git.shop.example/team/integrations'],
    ['git@git.shop.example:team/integrations.git', 'git.shop.example/team/integrations'],
    ['https://token@dev.azure.example/shop/_git/x?version=1', 'dev.azure.example/shop/_git/x'],
    ['/srv/git/integrations.git', null],
    ['../integrations', null],
    ['file:///srv/git/x', null],
    ['', null],
    ['https://github.com/', null],
    ['https://git.shop.example/a b', null],
  ])('%j is %s', (remote, source) => {
    expect(sourceOfRemote(remote)).toBe(source);
  });
});
