import { defineConfig } from 'vitest/config';
import { oneLanguage } from './web/one-language.ts';

export default defineConfig({
  // The pages import tables of sentences one language at a time; so must their tests.
  plugins: [oneLanguage()],
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/harness/global-setup.ts'],
    reporters: ['default', './test/harness/closing-line.ts'],
    // Two workers: the browser, PostgreSQL and the servers under test need the rest of a small machine.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What is polled for is a state that has to come; how soon depends on who else uses the machine.
    expect: { poll: { timeout: 30_000 } },
    // A clock or a locale other than the developer's own must not matter: China's day is counted by the rules, not by the machine.
    env: { TZ: 'America/Los_Angeles', LANG: 'C' },
  },
});
