import { inBoth } from './language.ts';

interface AboutWords {
  title: string;
  lead: string;
  contents: string;
  sections: Record<'how' | 'reading' | 'not-found' | 'cloned' | 'trust', string>;
  /** What, how, where. */
  ways: [string, string, string][];
  readingLead: string;
  plates: Record<'green' | 'amber' | 'grey' | 'red', [string, string]>;
  readingCompare: string;
  levelsTitle: string;
  notFound: string[];
  directory: string;
  clonedLead: string;
  cloned: [string, string][];
  installTitle: string;
  installNow: string;
  installs: [string, string][];
  trustWhy: string;
}

export const aboutWords = inBoth<AboutWords>(
  {
    title: '使用说明',
    lead: '怎样查、怎样看结果、怎样不上假网站的当。',
    contents: '本页内容',
    sections: {
      how: '三种查法',
      reading: '怎样看结果',
      'not-found': '查不到怎么办',
      cloned: '怎样识别假冒的查验网站',
      trust: '可信名单',
    },
    ways: [
      ['扫码核验', '扫证书上的二维码。二维码里是带数字签章的证书内容，在您的设备上当场核验，没有网络也可以。', '/scan'],
      ['信息查询', '填写证书编号、姓名、证件号码中的任意两项。两项都与登记一致，才会显示结果。', '/lookup'],
      ['连续扫码', '招聘现场一本接一本地扫，名单只留在您的设备上，可以导出表格。', '/session'],
    ],
    readingLead: '结果同时用形状、文字和颜色表示，黑白打印也分得清。',
    plates: {
      green: ['有效', '签章真实，24 小时以内的状态名单显示有效。'],
      amber: ['有效', '签章真实，名单在 1 至 7 天之间：只说明截至所示时间有效。'],
      grey: ['待确认', '签章真实但状态名单过期或缺失，或者二维码不是本平台的。请联网或改用信息查询。'],
      red: ['无效', '内容有变，或证书已撤销、已暂停、已更换。请看结果下面的说明。'],
    },
    readingCompare:
      '“有效”说的是二维码里的那本证书。纸面上的字可以改，所以一定要把屏幕上的各项与纸面、与本人证件逐项对照。',
    levelsTitle: '职业技能等级，由高到低',
    notFound: [
      '新发的证书，信息最长在发证日期后 75 个工作日内可以查到。',
      '查不到不等于证书是假的。请先核对编号、姓名和证件号码；仍查不到的，向证书上印的评价机构查询。谁发证，谁负责。',
      '机构已经停止评价的，目录里写明由哪个部门接管，证书继续有效、继续可查。',
    ],
    directory: '评价机构目录',
    clonedLead:
      '任何人都可以印一张假证书，上面的二维码指向一个和本站一模一样的假网站。印在纸上的网址防不住这一点，能防住的是您自己。',
    cloned: [
      [
        '看地址栏，不看页面',
        '页面可以抄得一模一样，网址抄不了。请对照人力资源社会保障部门官方网站公布的网址，一个字母也不能差。',
      ],
      [
        '自己输入网址，或用安装好的应用',
        '不要从二维码、短信或聊天里的链接进入。安装好的应用自己扫码，遇到不是本站的网址会拒绝打开。',
      ],
      ['与纸面和证件逐项核对', '假网站可以显示任何内容。真正的证书，同样的两项信息在这里也能查到。'],
      ['不要在查验时付钱或留下密码', '查询免费。本站不要求登录，不索要验证码、密码或银行卡。'],
    ],
    installTitle: '安装到手机或电脑',
    installNow: '安装证验',
    installs: [
      ['安卓手机', '用系统浏览器打开本站，在菜单里选“添加到主屏幕”或“安装应用”。'],
      ['苹果手机', '用 Safari 打开本站，点分享按钮，选“添加到主屏幕”。'],
      ['电脑', '用 Edge 或 Chrome 打开本站，点地址栏右侧的安装图标。'],
      ['微信里', '微信内不能安装。请点右上角“…”，选“在浏览器中打开”。'],
    ],
    trustWhy:
      '核验用的公钥和证书状态合成一份签了名的名单，保存在您的设备上。版本只增不减：旧的、残缺的、签名不对的一概不用。名单的新旧一直显示在页面最上方。',
  },
  {
    title: 'Help',
    lead: 'How to check, how to read the answer, and how not to fall for an imitation of this site.',
    contents: 'On this page',
    sections: {
      how: 'Three ways to check',
      reading: 'How to read the answer',
      'not-found': 'What if nothing is found',
      cloned: 'How to spot a cloned verification site',
      trust: 'The trust list',
    },
    ways: [
      [
        'Scan the QR code',
        'The code holds the certificate under a digital seal. It is checked on your own device, even without network.',
        '/scan',
      ],
      [
        'Look up two facts',
        'Any two of certificate number, name and ID number. A result is shown only if both agree with the register.',
        '/lookup',
      ],
      [
        'Scan many',
        'For a hiring day: one certificate after another. The list stays on your device and can be exported as a table.',
        '/session',
      ],
    ],
    readingLead: 'Every answer is told by shape, word and colour at once, and survives a black-and-white printer.',
    plates: {
      green: ['Valid', 'The seal is genuine, and a status list less than 24 hours old says valid.'],
      amber: ['Valid', 'The seal is genuine; the list is 1 to 7 days old. It was valid at the time shown.'],
      grey: [
        'Unconfirmed',
        'The seal is genuine but the status list is missing or too old, or the code is not one of ours. Go online, or look it up.',
      ],
      red: [
        'Not valid',
        'The content has changed, or the certificate was withdrawn, suspended or superseded. Read why below the plate.',
      ],
    },
    readingCompare:
      '“Valid” speaks of the certificate in the code. Print can be altered, so always compare each line on the screen with the paper and with the holder’s ID.',
    levelsTitle: 'Skill levels, highest first',
    notFound: [
      'A new certificate can take up to 75 working days from its date of issue to appear.',
      'Not found does not mean false. Check number, name and ID number first; then ask the institution printed on the certificate. Whoever issues a certificate answers for it.',
      'Where an institution has ceased, the directory says which authority took over. Its certificates remain valid and can still be looked up.',
    ],
    directory: 'Directory of institutions',
    clonedLead:
      'Anybody can print a false certificate whose QR code leads to a perfect copy of this site. A printed address cannot protect you from that. You can.',
    cloned: [
      [
        'Look at the address bar, not at the page',
        'A page can be copied, its address cannot. Compare it, letter by letter, with the one published on the site of the human resources and social security authority.',
      ],
      [
        'Type the address yourself, or use the installed app',
        'Do not come by a QR code, a text message or a link in a chat. The installed app scans by itself and refuses to open any foreign address.',
      ],
      [
        'Compare with the paper and the ID',
        'A false site can show anything. A true certificate can also be found here by two of its facts.',
      ],
      [
        'Never pay, never give a password',
        'Checking is free of charge. This site asks for no sign-in, no verification code, no password and no bank card.',
      ],
    ],
    installTitle: 'Install it on a phone or computer',
    installNow: 'Install Zhengyan',
    installs: [
      [
        'Android',
        'Open this site in the system browser and choose “Add to Home screen” or “Install app” from the menu.',
      ],
      ['iPhone', 'Open this site in Safari, tap Share, then “Add to Home Screen”.'],
      ['Computer', 'Open this site in Edge or Chrome and use the install icon at the right of the address bar.'],
      ['Inside WeChat', 'It cannot be installed there. Tap “…” at the top right and open it in the browser.'],
    ],
    trustWhy:
      'The public keys and the standing of all certificates form one signed list, kept on your device. Its version only grows: an older, incomplete or wrongly signed one is never taken. How old it is always stands at the top of the page.',
  },
);
