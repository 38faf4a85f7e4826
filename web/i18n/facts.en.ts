import type { FactLabels } from './facts.ts';

export const en: FactLabels = {
  holderName: 'Name',
  occupation: 'Occupation',
  job: 'Job',
  level: 'Skill level',
  certificateNumber: 'Certificate no.',
  institution: 'Issued by',
  issueDate: 'Date of issue',
};
