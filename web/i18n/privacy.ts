import { inBoth } from './language.ts';
import type { ProseWords } from './prose.ts';

export const privacyWords = inBoth<ProseWords>(
  {
    title: '隐私说明',
    lead: '姓名和证件号码属于个人隐私。本服务只在核对时用到它们，用完不留。',
    sections: [
      {
        title: '信息查询',
        points: [
          '您填写的内容经加密连接发给服务，只用于这一次查询。',
          '不写入网址、浏览记录和服务日志，也不保存在您的设备上；关闭页面就没有了。',
          '查询结果只显示您已经知道的内容：证件号码一位也不显示；没有填写姓名时，姓名只显示第一个字。',
          '查不到时，无论是编号不存在、姓名不符还是尚未公开，回答完全一样，不能用来打听他人的证书。',
        ],
      },
      {
        title: '扫码核验',
        points: [
          '核验在您的设备上完成。二维码的内容不发给服务；地址栏里的内容读出后立即清除。',
          '相机画面只在设备上处理，不保存，不上传。',
          '姓名先只显示第一个字，您要与纸面核对时再显示全名。',
          '核对证件号码也在设备上完成，号码不发给任何人。',
        ],
      },
      {
        title: '您的设备上保存什么',
        points: [
          '语言和字号的选择。',
          '可信名单：公钥和证书状态，不含任何个人信息。',
          '应用本身的文件，以便没有网络时使用。',
          '使用“连续扫码”时的名单：姓名只留第一个字，编号只留后六位，到时自动删除，也可以随时删除。',
        ],
      },
      {
        title: '服务端保存什么',
        points: [
          '证书登记信息由评价机构和人力资源社会保障部门依法管理，姓名和证件号码加密保存。',
          '为防止有人大量试探，服务会短时间统计来源地址和查询对象的次数；查询对象只以不可还原的形式参与统计。',
          '运行日志只记录时间、接口、结果类型和耗时，不含姓名、证件号码、证书编号。',
        ],
      },
      {
        title: '没有第三方',
        paragraphs: ['本站的页面不连接任何其他网站，没有广告、统计代码和跟踪标识，也不使用 Cookie。'],
      },
      {
        title: '请只查该查的',
        paragraphs: [
          '持证人及其所在单位、评价机构和政府部门可以按需要查询；其他人不得查询他人的证书信息。查询结果不得公开，不得用于商业用途。',
          '您认为证书信息有误的，请联系发证机构更正；同一本证书原则上只更正一次。',
        ],
      },
    ],
  },
  {
    title: 'Privacy',
    lead: 'Names and ID numbers are private. This service uses them to compare, and keeps nothing of what you type.',
    sections: [
      {
        title: 'Looking up',
        points: [
          'What you type goes to the service over an encrypted connection and is used for this lookup only.',
          'It is written into no address, no browsing history and no log, and is not stored on your device; it is gone when you close the page.',
          'A result shows only what you brought: not one digit of an ID number, and of a name you did not give, the first character only.',
          'When nothing is found the answer is the same, whether the number does not exist, the name differs or the data is not yet public. Nobody can use it to find out about others.',
        ],
      },
      {
        title: 'Scanning',
        points: [
          'The check is made on your device. The content of the code is not sent to the service, and it is removed from the address bar as soon as it is read.',
          'The camera picture is processed on the device, neither stored nor sent.',
          'Of the name, the first character is shown; the full name when you ask to compare it with the paper.',
          'ID numbers are checked on the device too and sent to nobody.',
        ],
      },
      {
        title: 'What your device stores',
        points: [
          'Your choice of language and type size.',
          'The trust list: public keys and standings, no personal data.',
          'The files of the app itself, for use without network.',
          'With “Scan many”, the list: the first character of each name and the last six of each number. It deletes itself, and you can delete it at any time.',
        ],
      },
      {
        title: 'What the service stores',
        points: [
          'Certificate data is kept by the institutions and the human resources and social security authorities under the law, with names and ID numbers encrypted.',
          'To stop mass guessing, requests are counted for a short time by source address and by what is asked for, the latter only in a form that cannot be turned back.',
          'Logs hold time, call, kind of result and duration: no names, no ID numbers, no certificate numbers.',
        ],
      },
      {
        title: 'No third parties',
        paragraphs: [
          'These pages contact no other site. There are no advertisements, no analytics, no tracking and no cookies.',
        ],
      },
      {
        title: 'Look up only what you may',
        paragraphs: [
          'Holders, their employers, institutions and government may query by need; others may not query other people’s data. Results may not be published or used commercially.',
          'If certificate data is wrong, ask the issuing institution to correct it; each certificate can, in principle, be corrected once.',
        ],
      },
    ],
  },
);
