// Who acts in the way of the data (R19, R28, R48). An account has one role, so that what a person may do can be read
// off one column of the permission table.
import type { Words } from '../result.ts';
import type { Party } from './deadlines.ts';

interface RoleOf extends Words {
  /** For whom the person works; `platform` runs the service and decides nothing about certificates. */
  readonly seat: Party | 'platform' | 'holder';
}

export const ROLES = {
  institution_officer: { zh: '机构数据管理员', en: 'Data officer of an institution', seat: 'institution' },
  institution_approver: { zh: '机构负责人', en: 'Responsible person of an institution', seat: 'institution' },
  city_reviewer: { zh: '市级数据管理员', en: 'Data officer of a city centre', seat: 'city' },
  city_approver: { zh: '市中心负责人', en: 'Responsible person of a city centre', seat: 'city' },
  provincial_reviewer: { zh: '省级数据管理员', en: 'Data officer of the provincial centre', seat: 'province' },
  provincial_approver: { zh: '省中心负责人', en: 'Responsible person of the provincial centre', seat: 'province' },
  ministry_reviewer: { zh: '部中心数据管理员', en: 'Data officer of the ministry centre', seat: 'ministry' },
  ministry_approver: { zh: '部中心负责人', en: 'Responsible person of the ministry centre', seat: 'ministry' },
  auditor: { zh: '审计员', en: 'Auditor', seat: 'platform' },
  administrator: { zh: '系统管理员', en: 'Administrator', seat: 'platform' },
  system: { zh: '系统', en: 'The service itself', seat: 'platform' },
  holder: { zh: '持证人', en: 'Holder', seat: 'holder' },
} as const satisfies Record<string, RoleOf>;

export type Role = keyof typeof ROLES;

/** Somebody who is signed in; `id` is the same for one person in all of that person's acts. */
export interface Actor {
  readonly id: string;
  readonly role: Role;
}
