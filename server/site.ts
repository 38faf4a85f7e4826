// The site map: every call of the public contract, and the file that answers it. Anything else under /api/ is a 404;
// everything outside it is a page.
import type { Route } from './route.ts';
import { demo } from './routes/demo.ts';
import { institution, institutions } from './routes/institutions.ts';
import { logCheckpoint, logKeys, logTile } from './routes/log.ts';
import { lookups } from './routes/lookups.ts';
import { healthz, metrics, openApi, readyz } from './routes/operations.ts';
import { progress } from './routes/progress.ts';
import { sealVerification } from './routes/seal-verification.ts';
import { jwks, statusList, trustBundle } from './routes/trust.ts';

export const SITE = {
  'POST /api/lookups': lookups,
  'POST /api/progress': progress,
  'POST /api/seals/verification': sealVerification,

  'GET /api/trust': trustBundle,
  'GET /api/status-lists/:n': statusList,
  'GET /.well-known/jwks.json': jwks,

  'GET /api/institutions': institutions,
  'GET /api/institutions/:code': institution,

  'GET /log/checkpoint': logCheckpoint,
  'GET /log/tile/:rest': logTile,
  'GET /log/keys': logKeys,

  'GET /api/demo': demo,
  'GET /api/openapi.json': openApi,
  'GET /healthz': healthz,
  'GET /readyz': readyz,
  'GET /metrics': metrics,
} as const satisfies Record<`${'GET' | 'POST'} /${string}`, Route>;
