// The environment, read once and strictly: a service that starts with a misread setting is worse than one that does not.
import { ok, refuse, type Result } from '../domain/result.ts';
import type { Config } from './deps.ts';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface Settings {
  /** What the routes see of it. */
  config: Config;
  production: boolean;
  port: number;
  host: string;
  dataDir: string;
  /** A secret: it has a password in it. */
  databaseUrl: string | null;
  /** Where the private keys are: a file, or their JSON itself (a secret). Neither: made for the demo, in the data folder. */
  keysFile: string | null;
  keys: string | null;
  limitStore: 'memory' | 'postgres';
  logLevel: LogLevel;
}

export type Environment = Readonly<Record<string, string | undefined>>;

interface Defaults {
  limitStore: Settings['limitStore'];
}

/**
 * Settings from the environment, or a sentence that says which variable is wrong and what it should be. The sentence
 * never repeats a value: some of them are secrets.
 */
export function readSettings(
  env: Environment,
  defaults: Defaults = { limitStore: 'memory' },
): Result<Settings, string> {
  try {
    return ok(read(env, defaults));
  } catch (error) {
    if (error instanceof Misconfigured) return refuse(error.message);
    throw error;
  }
}

/** Thrown only inside this file, to leave the middle of a list of settings. */
class Misconfigured extends Error {}

function read(env: Environment, defaults: Defaults): Settings {
  const given = (name: string): string | null => env[name]?.trim() || null;
  const production = given('NODE_ENV') === 'production';
  const demo = flag(given('DEMO'), 'DEMO', !production);
  const port = whole(given('PORT') ?? '8080', 'PORT', 0, 65_535);
  const origin = readOrigin(given('PUBLIC_ORIGIN'), production, port);
  const databaseUrl = given('DATABASE_URL');
  if (databaseUrl !== null && !/^postgres(?:ql)?:\/\//.test(databaseUrl)) {
    throw new Misconfigured('DATABASE_URL must be an address such as postgres://user:password@host:5432/database.');
  }
  return {
    config: {
      origin,
      sealHosts: [new URL(origin).host, ...hosts(given('SEAL_HOSTS'))],
      demo,
      trustedProxyHops: whole(given('TRUSTED_PROXY_HOPS') ?? '0', 'TRUSTED_PROXY_HOPS', 0, 10),
      metricsToken: given('METRICS_TOKEN'),
    },
    production,
    port,
    host: given('HOST') ?? '0.0.0.0',
    dataDir: given('DATA_DIR') ?? './data',
    databaseUrl,
    keysFile: given('KEYS_FILE'),
    keys: given('KEYS'),
    limitStore: oneOf(given('RATE_LIMIT_STORE') ?? defaults.limitStore, 'RATE_LIMIT_STORE', [
      'memory',
      'postgres',
    ] as const),
    logLevel: oneOf(given('LOG_LEVEL') ?? 'info', 'LOG_LEVEL', LOG_LEVELS),
  };
}

function readOrigin(given: string | null, production: boolean, port: number): string {
  if (given === null) {
    if (production)
      throw new Misconfigured(
        'PUBLIC_ORIGIN is needed in production: the public address, such as https://zhengyan.example.cn.',
      );
    return `http://localhost:${port}`;
  }
  const url = URL.canParse(given) ? new URL(given) : null;
  const bare =
    url &&
    (url.protocol === 'https:' || url.protocol === 'http:') &&
    url.pathname === '/' &&
    url.search + url.hash + url.username + url.password === '';
  if (!bare)
    throw new Misconfigured(
      'PUBLIC_ORIGIN must be a bare address such as https://zhengyan.example.cn, without a path.',
    );
  if (production && url.protocol !== 'https:' && url.hostname !== 'localhost') {
    throw new Misconfigured(
      'PUBLIC_ORIGIN must begin with https:// in production: names and ID numbers travel over it.',
    );
  }
  return url.origin;
}

function hosts(list: string | null): string[] {
  const named = (list ?? '')
    .split(',')
    .map((host) => host.trim().toLowerCase())
    .filter((host) => host !== '');
  if (named.some((host) => !/^[a-z0-9.-]+(?::\d{1,5})?$/.test(host))) {
    throw new Misconfigured('SEAL_HOSTS must be a list of host or host:port, separated by commas.');
  }
  return named;
}

function whole(text: string, name: string, least: number, most: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most))
    throw new Misconfigured(`${name} must be a whole number from ${least} to ${most}.`);
  return value;
}

function flag(text: string | null, name: string, otherwise: boolean): boolean {
  if (text === null) return otherwise;
  return oneOf(text, name, ['0', '1'] as const) === '1';
}

function oneOf<T extends string>(text: string, name: string, choices: readonly T[]): T {
  const choice = choices.find((candidate) => candidate === text);
  if (choice === undefined) throw new Misconfigured(`${name} must be one of: ${choices.join(', ')}.`);
  return choice;
}
