// POST /api/progress, and the shape of its answer (R46).
import type { LevelCode } from '../domain/level.ts';
import type { CertificateStanding, Stage } from '../domain/lifecycle.ts';
import type { ProgressStep as Step } from '../domain/progress.ts';
import type { Words } from '../domain/result.ts';
import type { Facts } from './api.ts';
import { isObject, send } from './send.ts';

export interface ShownStep extends Omit<Step, 'withWhom'> {
  withWhom: { party: Step['withWhom']; name: string | null };
}

export interface CertificateProgress {
  certificateNumber: string | null;
  occupation: string | null;
  level: { code: LevelCode; name: string } | null;
  issueDate: string | null;
  institution: { code: string; name: string; phone: string; status: 'active' | 'ceased'; authority: string };
  standing: CertificateStanding;
  stage: Stage;
  message: Words;
  steps: ShownStep[];
  promisedBy: string | null;
  promisedByEstimate: boolean;
  paperBy: string | null;
}

export interface ProgressAnswer {
  outcome: 'match' | 'no_match';
  certificates: CertificateProgress[];
  asOf: string;
}

const isProgressAnswer = (read: unknown): read is ProgressAnswer =>
  isObject(read) && Array.isArray(read['certificates']);

/** With the ID number and one more fact. */
export const askProgress = (facts: Facts, onChallenge: () => void) =>
  send('/api/progress', isProgressAnswer, { body: facts, onChallenge });
