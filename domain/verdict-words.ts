// What a person reads for every verdict code, in the page and in the API: a title for the plate, why, and what to do next.
// Calm and exact: it says what was checked and what was not, and calls nothing forged, because a code that we cannot
// confirm may be a bad print, a new key or somebody else's. Long, because it is a table of sentences.
import type { Words } from './result.ts';
import type { CheckName, VerdictCode } from './verdict.ts';

export interface VerdictText {
  /** The plate: understood from two metres. */
  readonly title: string;
  /** What was found, and by which check. */
  readonly why: string;
  /** What the reader can do now. */
  readonly next: string;
}
export interface VerdictWords {
  readonly zh: VerdictText;
  readonly en: VerdictText;
}

const words = (title: Words, why: Words, next: Words): VerdictWords => ({
  zh: { title: title.zh, why: why.zh, next: next.zh },
  en: { title: title.en, why: why.en, next: next.en },
});

const LOOK_UP: Words = {
  zh: '请在本平台输入证书编号、姓名、证件号码中的任意两项查询；仍有疑问，请联系证书上的发证机构。',
  en: 'Look the certificate up here with two of number, name and ID number; if doubts remain, ask the institution named on it.',
};
const RESCAN: Words = {
  zh: '请擦净、展平后重新扫描整个二维码。结果不变的，不要仅凭此二维码采信，请用证书编号和姓名在本平台查询。',
  en: 'Clean and flatten the paper and scan the whole code again. If the result stays, do not rely on this code; look the certificate up here by number and name.',
};
const UPDATE: Words = {
  zh: '请联网更新信任数据后重新核验；结果不变的，请用证书编号和姓名在本平台查询。',
  en: 'Go online, update the trust data and check again. If the result stays, look the certificate up here by number and name.',
};

const notOurs = (why: Words): VerdictWords =>
  words({ zh: '不是本平台的证书二维码', en: 'Not one of our certificate codes' }, why, LOOK_UP);
const altered = (why: Words): VerdictWords =>
  words({ zh: '二维码内容不完整或已改变', en: 'Code incomplete or changed' }, why, RESCAN);
const inconsistent = (why: Words): VerdictWords =>
  words({ zh: '二维码内容自相矛盾', en: 'Code contradicts itself' }, why, LOOK_UP);
const unknownKey = (why: Words): VerdictWords =>
  words({ zh: '无法确认由本平台签发', en: 'Not confirmed as sealed by us' }, why, UPDATE);

export const VERDICT_WORDS = {
  valid: words(
    { zh: '证书有效', en: 'Certificate valid' },
    {
      zh: '数字签章真实，内容未改变；24小时内签发的状态名单显示该证书有效。',
      en: 'The seal is genuine and its content unchanged; a status list signed within the last 24 hours shows the certificate as valid.',
    },
    {
      zh: '请将证书各项与纸质证书及持证人身份证件逐项核对。',
      en: 'Compare each item with the paper certificate and with the ID document of its holder.',
    },
  ),
  valid_as_of: words(
    { zh: '截至所示时间有效', en: 'Valid as of the time shown' },
    {
      zh: '数字签章真实，内容未改变；本机持有的状态名单已超过24小时、未超过7天，在其签发时该证书有效。此后的变化尚不知道。',
      en: 'The seal is genuine and its content unchanged; the status list held here is between 24 hours and 7 days old and showed the certificate as valid. Later changes are not known here.',
    },
    {
      zh: '请将证书各项与纸质证书核对；需要当前状态的，请联网更新后重新核验。',
      en: 'Compare each item with the paper certificate. For its standing today, go online, update and check again.',
    },
  ),
  standing_unconfirmed: words(
    { zh: '签章真实，状态未确认', en: 'Seal genuine, standing not confirmed' },
    {
      zh: '数字签章真实，内容未改变；但本机没有状态名单，或名单已超过7天或已到期，不能确认证书现在是否有效。',
      en: 'The seal is genuine and its content unchanged; but no status list is held here, or it is more than 7 days old or has expired, so that today’s standing cannot be confirmed.',
    },
    {
      zh: '请联网更新后重新核验，或用证书编号和姓名在本平台查询。',
      en: 'Go online, update and check again, or look the certificate up here by number and name.',
    },
  ),
  standing_unlisted: words(
    { zh: '签章真实，状态未确认', en: 'Seal genuine, standing not confirmed' },
    {
      zh: '数字签章真实，内容未改变；但本机持有的状态名单中没有这张证书的位置。',
      en: 'The seal is genuine and its content unchanged; but the status lists held here have no place for this certificate.',
    },
    UPDATE,
  ),
  clock_wrong: words(
    { zh: '签章真实，本机时间有误', en: 'Seal genuine, clock is wrong' },
    {
      zh: '数字签章真实，内容未改变；但本机时间早于已验证的签发时间，无法判断状态名单是否过期。',
      en: 'The seal is genuine and its content unchanged; but the clock of this device is behind a signed time, so that the age of the status list cannot be judged.',
    },
    {
      zh: '请校准本机日期和时间，联网更新后重新核验。',
      en: 'Correct the date and time of this device, go online, update and check again.',
    },
  ),
  withdrawn: words(
    { zh: '证书已撤销', en: 'Certificate withdrawn' },
    {
      zh: '数字签章真实；已签名的状态名单显示该证书已被撤销。',
      en: 'The seal is genuine; the signed status list shows that the certificate has been withdrawn.',
    },
    {
      zh: '该证书不能作为有效证书使用。持证人有疑问的，请联系发证机构。',
      en: 'It cannot be used as a valid certificate. Holders with questions should ask the issuing institution.',
    },
  ),
  suspended: words(
    { zh: '证书已暂停查询', en: 'Certificate suspended' },
    {
      zh: '数字签章真实；已签名的状态名单显示该证书正在复核，查询服务已暂停。',
      en: 'The seal is genuine; the signed status list shows that the certificate is under review and its query service suspended.',
    },
    {
      zh: '复核有结果前请勿采信；可稍后联网重新核验，或联系发证机构。',
      en: 'Do not rely on it until the review has ended; check again online later, or ask the issuing institution.',
    },
  ),
  superseded: words(
    { zh: '已由更正后的证书取代', en: 'Superseded by a correction' },
    {
      zh: '数字签章真实；但证书内容后来作过更正，这个二维码是更正前的。',
      en: 'The seal is genuine; but the certificate has been corrected since, and this code was printed before.',
    },
    {
      zh: '请持证人出示更正后的证书，或用证书编号和姓名在本平台查询。',
      en: 'Ask the holder for the corrected certificate, or look it up here by number and name.',
    },
  ),
  no_trust: words(
    { zh: '本机尚不能核验', en: 'Cannot be checked on this device yet' },
    {
      zh: '本机还没有本平台的信任数据，数字签章未作核验。',
      en: 'This device holds no trust data of this service yet; the seal has not been checked.',
    },
    {
      zh: '请联网打开本平台一次，取得信任数据后重新核验。',
      en: 'Open this service once while online to fetch the trust data, then check again.',
    },
  ),
  not_a_seal: notOurs({
    zh: '二维码中不是本平台证书的网址，数字签章未作核验。',
    en: 'What the code holds is not the address of one of our certificates; no seal was checked.',
  }),
  foreign_address: notOurs({
    zh: '二维码中的网址不属于本平台，本平台没有打开它。',
    en: 'The address in the code is not that of this service; it was not opened.',
  }),
  no_digits: notOurs({
    zh: '二维码中只有本平台的网址，没有证书内容。',
    en: 'The code holds only the address of this service and nothing of a certificate.',
  }),
  digits_form: altered({
    zh: '网址后应只有数字，实际含有其他字符。',
    en: 'Only digits may follow the address; something else does.',
  }),
  digits_length: altered({
    zh: '网址后的数字个数不对：可能少读、被截断或被加长。',
    en: 'The number of digits behind the address is not possible: some are missing, or some were added.',
  }),
  digits_range: altered({
    zh: '网址后的数字不能还原成证书内容。',
    en: 'The digits behind the address cannot be turned back into the content of a certificate.',
  }),
  not_cbor: altered({
    zh: '数字还原后的内容不完整，或不是规定的唯一写法。',
    en: 'The content is incomplete, or not written in the one prescribed way.',
  }),
  not_sign1: altered({
    zh: '数字还原后的内容不是证书签章的结构。',
    en: 'The content does not have the structure of a sealed certificate.',
  }),
  header: altered({
    zh: '签章的说明部分多了、少了或改了内容。',
    en: 'The header of the seal has something added, missing or changed.',
  }),
  algorithm: altered({
    zh: '签章所称的算法与信任数据中该密钥的算法不符。',
    en: 'The seal claims another algorithm than the trust data has for its key.',
  }),
  signature_form: altered({
    zh: '签名的长度不对。',
    en: 'The signature does not have the prescribed length.',
  }),
  signature_range: altered({
    zh: '签名的数值不在允许的范围内。',
    en: 'The values of the signature are out of range.',
  }),
  signature_high_s: altered({
    zh: '签名不是规定的唯一写法。',
    en: 'The signature is not written in the one prescribed way.',
  }),
  signature_wrong: altered({
    zh: '签名与内容不符：签发后内容有变，或不是该密钥所签。',
    en: 'The signature does not fit the content: either the content has changed since it was sealed, or the key is not the one it names.',
  }),
  claims_form: inconsistent({
    zh: '签名属实，但证书内容缺项、多项或格式不对。',
    en: 'The signature is right, but the certificate in it has parts missing, added or malformed.',
  }),
  claims_number: inconsistent({
    zh: '签名属实，但证书编号不符合编码规则。',
    en: 'The signature is right, but the certificate number breaks the coding rule.',
  }),
  claims_level: inconsistent({
    zh: '签名属实，但证书编号第16位与技能等级不一致。',
    en: 'The signature is right, but position 16 of the certificate number and the level disagree.',
  }),
  claims_year: inconsistent({
    zh: '签名属实，但证书编号第14至15位与发证年份不一致。',
    en: 'The signature is right, but positions 14 and 15 of the certificate number and the year of issue disagree.',
  }),
  unknown_key: unknownKey({
    zh: '形式与本平台的二维码相同，但签章所用的密钥不在本机持有的信任数据中。',
    en: 'It has the form of our codes, but the trust data held here does not know the key of its seal.',
  }),
  key_purpose: unknownKey({
    zh: '签章所用的密钥不是用于签发证书的密钥。',
    en: 'The key of its seal is not one for sealing certificates.',
  }),
  key_not_yet: unknownKey({
    zh: '签名与内容相符，但签章时间早于该密钥的启用时间。',
    en: 'The signature fits, but the seal is dated before its key came into use.',
  }),
  key_expired: unknownKey({
    zh: '签名与内容相符，但签章时间晚于该密钥的停用时间。',
    en: 'The signature fits, but the seal is dated after its key went out of use.',
  }),
  key_revoked: words(
    { zh: '签章密钥已作废', en: 'Key of the seal revoked' },
    {
      zh: '签名与内容相符，但签章所用的密钥已被作废，不能再证明证书由本平台签发。',
      en: 'The signature fits, but the key has been revoked and no longer proves that the certificate was sealed by us.',
    },
    LOOK_UP,
  ),
} as const satisfies Record<VerdictCode, VerdictWords>;

/** The list of proofs as the verdict page shows it. */
export const CHECK_WORDS = {
  address: { zh: '二维码网址属于本平台', en: 'The address is ours' },
  digits: { zh: '数字完整，只有一种写法', en: 'The digits are complete and canonical' },
  structure: { zh: '签章结构符合规定', en: 'The seal has the prescribed structure' },
  key: { zh: '密钥在信任名单中', en: 'The key is on the trust list' },
  signature: { zh: '签名与内容相符', en: 'The signature fits the content' },
  claims: { zh: '证书编号、等级、年份一致', en: 'Number, level and year agree' },
  key_window: { zh: '密钥在签章时有效', en: 'The key was in use when it sealed' },
  clock: { zh: '本机时间可信', en: 'The clock is not behind signed time' },
  list: { zh: '状态名单未超过7天', en: 'The status list is at most 7 days old' },
  standing: { zh: '状态名单显示有效', en: 'The status list says valid' },
} as const satisfies Record<CheckName, Words>;
