// What is said when a newer trust list was not taken, and when a new build waits. Calm: the last good list goes on serving.
import { inBoth } from '../i18n/language.ts';
import type { TrustProblem } from './state.ts';

type Told = Exclude<TrustProblem, 'offline'>;

export const noticeWords = inBoth(
  {
    update: '新版本已就绪。',
    updateWhy: '更新只需一秒，所有打开的页面会重新载入一次；正在填写的内容请先提交。',
    updateNow: '更新',
    later: '以后再说',
    problems: {
      captive_portal: '当前网络返回的是登录页面，不是可信名单。请先登录该网络，或换用移动数据。',
      broken: '可信名单没有收完整。请检查网络后再试。',
      not_trusted: '收到的名单不是由本机信任的密钥签发的，没有采用。当前网络可能被篡改，请换一个网络再试。',
      older: '收到的名单比本机的旧，没有采用。',
      server: '服务暂时没有给出可信名单，稍后会自动再试。',
      store_damaged: '本机保存的可信名单已损坏，没有采用。请联网重新下载。',
    } satisfies Record<Told, string>,
    held: '已核对过的名单照常使用。',
    retry: '再试一次',
    anew: '换了网络还是这样？',
    anewWhy: '如果本服务公告更换了根密钥，可以清除本机的信任记录，重新建立。请先确认网址是您自己输入的，并且换过网络。',
    anewNow: '清除并重新建立',
    working: '正在获取…',
  },
  {
    update: 'A new version is ready.',
    updateWhy: 'It takes a second and reloads every open page once; submit what you are filling in first.',
    updateNow: 'Update',
    later: 'Later',
    problems: {
      captive_portal:
        'This network answered with a login page instead of the trust list. Log in to it, or use mobile data.',
      broken: 'The trust list arrived incomplete. Check the connection and try again.',
      not_trusted:
        'The list received is not signed by keys this device trusts, and was not taken. Somebody may be tampering with this network; try another.',
      older: 'The list received is older than the one held here, and was not taken.',
      server: 'The service could not give the trust list just now; this device will ask again by itself.',
      store_damaged: 'The trust list stored on this device is damaged and was not used. Go online to fetch it again.',
    },
    held: ' The list already verified goes on serving.',
    retry: 'Try again',
    anew: 'The same on another network?',
    anewWhy:
      'If this service has announced new root keys, you can clear this device’s record of trust and build it anew. First make sure that you typed the address yourself, and try another network.',
    anewNow: 'Clear and start anew',
    working: 'Fetching…',
  },
);
