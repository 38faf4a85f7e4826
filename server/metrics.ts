// Prometheus metrics. Labels are words fixed in the code (route patterns, outcomes, codes), never anything that was sent.
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  request(route: string, status: number, seconds: number): void;
  lookup(outcome: string): void;
  limiter(guard: string, decision: string): void;
  seal(code: string): void;
  /** Seconds since 1970 at which the trust bundle now served was signed. */
  trustSignedAt(seconds: number): void;
  contentType: string;
  text(): Promise<string>;
}

// From a memory hit to a slow disk; what a person notices begins at a tenth of a second.
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** Metrics in a registry; the Node server passes one that already has the metrics of the process. */
export function createMetrics(now: () => number, registry: Registry = new Registry()): Metrics {
  const registers = [registry];
  const requests = new Counter({
    name: 'zhengyan_http_requests_total',
    help: 'Requests by route and status',
    labelNames: ['route', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'zhengyan_http_request_seconds',
    help: 'Time from request to answer',
    labelNames: ['route'],
    buckets: BUCKETS,
    registers,
  });
  const lookups = new Counter({
    name: 'zhengyan_lookups_total',
    help: 'Lookups by outcome',
    labelNames: ['outcome'],
    registers,
  });
  const limits = new Counter({
    name: 'zhengyan_limiter_decisions_total',
    help: 'Requests that a limit did not simply let through, by guard and decision',
    labelNames: ['guard', 'decision'],
    registers,
  });
  const seals = new Counter({
    name: 'zhengyan_seal_verdicts_total',
    help: 'Verdicts on QR texts by code',
    labelNames: ['code'],
    registers,
  });
  let signedAt: number | null = null;
  const age = new Gauge({
    name: 'zhengyan_trust_bundle_age_seconds',
    help: 'Age of the signed trust bundle being served',
    registers,
    collect() {
      if (signedAt !== null) age.set(now() / 1000 - signedAt);
    },
  });
  return {
    request(route, status, seconds) {
      requests.inc({ route, status });
      durations.observe({ route }, seconds);
    },
    lookup: (outcome) => lookups.inc({ outcome }),
    limiter: (guard, decision) => limits.inc({ guard, decision }),
    seal: (code) => seals.inc({ code }),
    trustSignedAt(seconds) {
      signedAt = seconds;
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}
