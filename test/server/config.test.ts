import { describe, expect, test } from 'vitest';
import { readSettings } from '../../server/config.ts';

const settings = (env: Record<string, string>) => {
  const read = readSettings(env);
  if (!read.ok) throw new Error(read.fault);
  return read.value;
};
const complaint = (env: Record<string, string>): string => {
  const read = readSettings(env);
  return read.ok ? '' : read.fault;
};

describe('settings', () => {
  test('an empty environment is the demo on port 8080', () => {
    expect(settings({})).toMatchObject({
      config: { origin: 'http://localhost:8080', sealHosts: ['localhost:8080'], demo: true, trustedProxyHops: 0 },
      port: 8080,
      databaseUrl: null,
      limitStore: 'memory',
    });
  });

  test('production is never the demo by itself', () => {
    const production = settings({ NODE_ENV: 'production', PUBLIC_ORIGIN: 'https://zhengyan.example' });
    expect(production.config.demo).toBe(false);
    expect(production.config.origin).toBe('https://zhengyan.example');
  });

  test('further hosts may stand in a seal; the own one comes first', () => {
    const { config } = settings({
      PUBLIC_ORIGIN: 'https://new.example',
      SEAL_HOSTS: 'OLD.example, older.example:8443',
    });
    expect(config.sealHosts).toEqual(['new.example', 'old.example', 'older.example:8443']);
  });

  test.each([
    [{ PORT: '80a' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ PORT: '-1' }, 'PORT'],
    [{ NODE_ENV: 'production' }, 'PUBLIC_ORIGIN'],
    [{ NODE_ENV: 'production', PUBLIC_ORIGIN: 'http://zhengyan.example' }, 'PUBLIC_ORIGIN'],
    [{ PUBLIC_ORIGIN: 'https://zhengyan.example/app' }, 'PUBLIC_ORIGIN'],
    [{ PUBLIC_ORIGIN: 'zhengyan.example' }, 'PUBLIC_ORIGIN'],
    [{ SEAL_HOSTS: 'https://old.example' }, 'SEAL_HOSTS'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
    [{ TRUSTED_PROXY_HOPS: '11' }, 'TRUSTED_PROXY_HOPS'],
    [{ RATE_LIMIT_STORE: 'redis' }, 'RATE_LIMIT_STORE'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    [{ DEMO: 'yes' }, 'DEMO'],
  ])('%j is refused, and the word says which setting', (env, name) => {
    expect(complaint(env)).toContain(name);
  });

  test('a refusal never repeats a secret', () => {
    expect(complaint({ DATABASE_URL: 'postgre://user:canary@host/db' })).not.toContain('canary');
  });

  test('an empty value is no value', () => {
    expect(settings({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 8080, databaseUrl: null });
  });
});
