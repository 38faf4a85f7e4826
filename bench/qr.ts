// How large the printed code gets: certificates from short to the longest that the rules let through, sealed and drawn by
// the code that issues them. The floor is the version that the bare bytes of the seal would need, without any address.
import QRCode from 'qrcode';
import { MAX_SEAL_BYTES } from '../domain/seal.ts';
import { fromDecimal } from '../domain/bytes.ts';
import { sealUrl } from '../domain/qr-text.ts';
import { newKeySet } from '../server/key-set.ts';
import { openKeySet } from '../server/keys.ts';
import { newCommitment, signSeal, type FactsToSeal } from '../server/seal-issue.ts';
import { sealQr } from '../server/seal-qr.ts';
import { certificateOf } from './lookup/people.ts';
import { ratio, table } from './terminal.ts';

const ORIGIN = 'https://zhengyan.example.gov.cn';
const SIZES_MM = [30, 35];

const { certificateNumber: number, idNumber, level, issueDate } = certificateOf(0);
const TYPICAL: FactsToSeal = {
  number,
  holderName: '张建国',
  idType: 'resident_id',
  idNumber,
  occupation: '汽车维修工',
  job: '汽车电器维修工',
  level,
  issueDate,
  institutionName: '深圳市示例职业技能培训评价中心',
};
const CERTIFICATES: Record<string, FactsToSeal> = {
  short: { ...TYPICAL, holderName: '李伟', occupation: '电工', job: null, institutionName: '示例技工学校' },
  typical: TYPICAL,
  long: {
    ...TYPICAL,
    holderName: '阿卜杜热合曼·买买提明',
    occupation: '信息通信网络运行管理员',
    job: '工业互联网网络运维管理员',
    institutionName: '广东省示例高级技工学校（广东省示例职业技能评价中心）',
  },
  'worst case': {
    ...TYPICAL,
    holderName: '买'.repeat(30),
    occupation: '机动车驾驶教练员与道路客运汽车驾驶员综合岗'.slice(0, 22),
    job: '轨道交通信号工（城市轨道交通方向）与通信工综合'.slice(0, 24),
    institutionName: '示'.repeat(40),
  },
};

export async function benchQr(): Promise<void> {
  const keyring = await openKeySet(await newKeySet(Date.now()), 'keys');
  if (!keyring.ok) throw new Error(keyring.fault);
  const sealedAt = Math.floor(Date.now() / 1000);
  const rows: string[][] = [];
  for (const [name, facts] of Object.entries(CERTIFICATES)) {
    const digits = await signSeal(keyring.value, facts, await newCommitment(facts), 2 ** 27 - 1, sealedAt);
    const bytes = fromDecimal(digits, MAX_SEAL_BYTES);
    if (typeof bytes === 'string') throw new Error(bytes);
    for (const sizeMm of SIZES_MM) {
      const { version, level: correction, modules, moduleMm } = sealQr(sealUrl(ORIGIN, digits), sizeMm);
      const floor = QRCode.create([{ data: bytes, mode: 'byte' }], { errorCorrectionLevel: correction });
      rows.push([
        name,
        String(bytes.length),
        String(sizeMm),
        `${version}-${correction}`,
        moduleMm.toFixed(2),
        String(floor.version),
        ratio(modules / floor.modules.size),
      ]);
    }
  }
  const head = ['certificate', 'seal bytes', 'size mm', 'version-level', 'module mm', 'floor version', 'side of floor'];
  table(`qr: printed codes for ${ORIGIN}, quiet zone of 4 modules included`, head, rows);
}
