import { beforeAll, describe, expect, test } from 'vitest';
import { fileInstitutions, openInstitutionDirectory } from '../../db/institutions.ts';
import type { Institution, InstitutionDirectory } from '../../server/deps.ts';
import { DATABASES, useDatabase } from '../harness/databases.ts';

const base: Omit<Institution, 'code' | 'name' | 'place'> = {
  tier: 'city',
  status: 'active',
  address: '示例路 1 号',
  contact: '示例',
  phone: '020-5550-0000',
  authority: '示例中心',
  scope: [{ occupation: '电工', jobs: ['维修电工'], levels: [3, 4] }],
};
const FILED: Institution[] = [
  { ...base, code: 'S000044012001', name: '木棉技工学校', place: '01' },
  { ...base, code: 'S000044012002', name: '100%满意_培训学校', place: '01' },
  { ...base, code: 'S000044032001', name: '海岸ABC技师学院', place: '03', status: 'ceased' },
  { ...base, code: 'Y000144032009', name: '海岸（深圳）制造有限公司', place: '03', tier: 'province' },
];

describe.each(DATABASES)('the directory on $kind (R37, R43)', ({ kind }) => {
  const database = useDatabase(kind);
  let directory: InstitutionDirectory;
  beforeAll(async () => {
    await database.get().transaction((tx) => fileInstitutions(tx, FILED));
    directory = openInstitutionDirectory(database.get());
  });
  const codes = async (query: { q?: string; place?: string; limit?: number; cursor?: string }) =>
    (await directory.search({ limit: 20, ...query })).items.map(({ code }) => code.slice(-6));

  test('gives an institution as it was filed, ceased ones too', async () => {
    for (const filed of FILED) expect(await directory.byCode(filed.code)).toEqual(filed);
    expect(await directory.byCode('S000044999999')).toBe(null);
  });

  test('finds by any part of the name or of the code, whatever the case and the width', async () => {
    expect(await codes({ q: '海岸' })).toEqual(['032001', '032009']);
    expect(await codes({ q: 'ａｂｃ' })).toEqual(['032001']);
    expect(await codes({ q: ' abc ' })).toEqual(['032001']);
    expect(await codes({ q: '(深圳)' })).toEqual(['032009']);
    expect(await codes({ q: 's00004401' })).toEqual(['012001', '012002']);
    expect(await codes({ q: '没有这家' })).toEqual([]);
  });

  test('takes %, _, quotes and backslashes as the characters they are', async () => {
    expect(await codes({ q: '%' })).toEqual(['012002']);
    expect(await codes({ q: '_' })).toEqual(['012002']);
    expect(await codes({ q: `'; drop table institution; --` })).toEqual([]);
    expect(await codes({ q: '\\' })).toEqual([]);
    expect((await codes({})).length).toBe(FILED.length);
  });

  test('filters by place, alone and together with words', async () => {
    expect(await codes({ place: '03' })).toEqual(['032001', '032009']);
    expect(await codes({ place: '03', q: '学院' })).toEqual(['032001']);
    expect(await codes({ place: '51' })).toEqual([]);
  });

  test('goes on page by page until the end, each institution once', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await directory.search({ limit: 3, ...(cursor === null ? {} : { cursor }) });
      seen.push(...page.items.map(({ code }) => code));
      expect(page.items.length).toBeLessThanOrEqual(3);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(FILED.map(({ code }) => code));
    expect((await directory.search({ limit: FILED.length })).nextCursor).toBe(null);
  });

  test('answers a cursor that is none of ours with an empty last page', async () => {
    for (const cursor of ['x', 'YWZ0ZXI6Jw', Buffer.from(`after:' or 1=1`).toString('base64url')]) {
      expect(await directory.search({ limit: 3, cursor })).toEqual({ items: [], nextCursor: null });
    }
  });
});
