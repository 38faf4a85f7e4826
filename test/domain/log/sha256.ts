// The synchronous hash of Node, as the server hands it to the log.
import { createHash } from 'node:crypto';
import type { Sha256 } from '../../../domain/log/hash.ts';

export const sha256: Sha256 = (data) => createHash('sha256').update(data).digest();
