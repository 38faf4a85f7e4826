// `npx tsx server/cli/keys.ts`: prints a fresh key set for production (D9). Run it once, on a machine you trust:
//   npx tsx server/cli/keys.ts > keys.json && chmod 600 keys.json
import { newKeySet } from '../key-set.ts';

process.stdout.write(await newKeySet(Date.now()));
