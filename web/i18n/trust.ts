import { inBoth } from './language.ts';

export const trustWords = inBoth(
  {
    version: '本机持有',
    versionNumber: (version: number) => `第 ${version} 版`,
    none: '还没有。联网打开本站一次就会下载。',
    issued: '签发时间',
    checked: '上次联网检查',
    never: '还没有',
    storage: '保存情况',
    storages: { kept: '已保存，断网后仍可核验', memory: '这个浏览器不保存数据，关闭页面后需要重新下载' },
    refresh: '立即更新',
    refreshing: '正在更新…',
    refreshed: '已检查',
  },
  {
    version: 'Held on this device',
    versionNumber: (version: number) => `version ${version}`,
    none: 'None yet. It is fetched when you open this site online.',
    issued: 'Signed',
    checked: 'Last asked for',
    never: 'not yet',
    storage: 'Kept',
    storages: {
      kept: 'yes: verdicts go on without network',
      memory: 'no: this browser stores nothing, so it is fetched again each time',
    },
    refresh: 'Update now',
    refreshing: 'Updating…',
    refreshed: 'Checked',
  },
);
