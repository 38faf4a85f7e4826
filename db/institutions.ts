import type { LevelCode } from '../domain/level.ts';

/** What an institution has filed and may issue (R14). */
export interface FiledScope {
  occupation: string;
  jobs: string[];
  levels: LevelCode[];
}
