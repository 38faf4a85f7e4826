// A network that lies (D7, D14; issue 2, point 5): captive portals, cut answers, old and foreign bundles. The last good one goes on
// serving, and nothing of theirs is ever kept.
import { describe, expect, test } from 'vitest';
import { newAuthority } from '../harness/authority.ts';
import { captivePortal, PORTAL_LOGIN, redirectToPortal, text } from '../harness/hostile-network.ts';
import type { Reply } from '../harness/hostile-network.ts';
import { settle } from '../harness/phone.ts';
import { useWorld } from '../harness/world.ts';

const world = useWorld();
const notice = (problem: string) => world.phone.page.locator(`.notice[data-problem=${problem}]`);
const unavailable: Reply = (response) => {
  response.writeHead(503);
  response.end();
};

describe('a network that lies', () => {
  test.each<[string, string, () => Promise<Reply>]>([
    ['a captive portal’s page', 'captive_portal', async () => captivePortal],
    ['a redirect to a captive portal', 'captive_portal', async () => redirectToPortal],
    ['HTML under the name of JSON', 'captive_portal', async () => text('<html>log in</html>')],
    ['half a bundle', 'broken', async () => text((await world.bundle(6)).slice(0, 900))],
    ['nothing', 'broken', async () => text('')],
    ['an older bundle', 'older', async () => text(await world.bundle(4, { issuedAt: world.signedAt - 600 }))],
    [
      'a bundle of strangers',
      'not_trusted',
      async () =>
        text(await (await newAuthority(world.network.origin)).bundle({ version: 9, issuedAt: world.signedAt })),
    ],
    ['an error', 'server', async () => unavailable],
  ])(
    '%s in place of the bundle: a calm notice, and the held one goes on serving, also after a restart',
    async (_, problem, reply) => {
      await world.visit();
      world.network.replace('/api/trust', await reply());
      await world.restart();
      await notice(problem).waitFor();
      expect(world.network.asked).not.toContain(PORTAL_LOGIN);
      expect(await world.verdict(await world.seal(1))).toEqual({ colour: 'green', code: 'valid' });
      await world.network.cut();
      await world.restart();
      expect(await world.verdict(await world.seal(1))).toEqual({ colour: 'green', code: 'valid' });
      expect(await world.verdict(await world.seal(2))).toEqual({ colour: 'red', code: 'withdrawn' });
    },
  );

  test('what is newer and true is taken as soon as the network is right again, without a reload', async () => {
    await world.visit();
    world.network.replace('/api/trust', captivePortal);
    await world.restart('/about');
    await notice('captive_portal').waitFor();
    world.network.replace('/api/trust', text(await world.bundle(7, { standings: { 1: 'withdrawn' } })));
    await world.phone.page.getByRole('button', { name: '再试一次' }).click();
    await notice('captive_portal').waitFor({ state: 'detached' });
    expect(await world.verdict(await world.seal(1))).toEqual({ colour: 'red', code: 'withdrawn' });
  });

  test('a portal in front of everything leaves the installed application whole', async () => {
    await world.visit();
    world.network.replace('*', captivePortal);
    world.network.replace('/api/trust', captivePortal);
    await world.restart();
    await notice('captive_portal').waitFor();
    expect(await world.verdict(await world.seal(1))).toEqual({ colour: 'green', code: 'valid' });
    world.network.heal();
    await world.network.cut();
    await world.restart('/lookup');
    expect(await world.phone.page.locator('h1').innerText()).not.toContain('Welcome');
  });

  test.each([
    ['answers HTML for a script', captivePortal],
    ['redirects a script', redirectToPortal],
    ['cuts a script short', text('export const a = 1', 'text/javascript')],
  ])('nothing is installed while a portal %s; with the next visit it is', async (_, reply) => {
    // Not loaded by the first page, so that the page itself works.
    const worker = await (await fetch(`${world.server.origin}/sw.js`)).text();
    const chunk = /\/assets\/session-[\w-]+\.js/.exec(worker)?.[0];
    if (!chunk) throw new Error('no chunk of the session page in the list of files');
    world.network.replace(chunk, reply);
    await world.phone.page.goto('/');
    await expect.poll(() => world.network.asked.some((path) => path === chunk)).toBe(true);
    const registered = await world.phone.page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      const installing = registration?.installing;
      if (installing && installing.state !== 'redundant') {
        await new Promise((resolve) => {
          installing.addEventListener('statechange', resolve);
        });
      }
      const current = await navigator.serviceWorker.getRegistration();
      return Boolean(current?.active ?? current?.waiting);
    });
    expect(registered).toBe(false);
    world.network.heal(chunk);
    await world.phone.page.reload();
    await settle(world.phone.page);
    await world.network.cut();
    await world.restart('/session');
    await world.phone.page.locator('.viewfinder').waitFor();
    expect(await world.phone.page.locator('h1').innerText()).toBe('连续扫码');
  });
});
