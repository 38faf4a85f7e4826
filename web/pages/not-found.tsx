import { inBoth } from '../i18n/language.ts';
import { Page } from '../ui/page.tsx';

const words = inBoth(
  {
    title: '没有这个页面',
    lead: '网址可能输错了，或者页面已经移走。',
    caution: '如果您是扫描证书上的二维码来到这里，请核对网址是不是本服务的网址。',
    home: '回到首页',
  },
  {
    title: 'There is no such page',
    lead: 'The address may be mistyped, or the page has moved.',
    caution: 'If a certificate’s QR code brought you here, check that the address is the one of this service.',
    home: 'Go to the home page',
  },
);

export default function NotFound() {
  const w = words();
  return (
    <Page title={w.title} lead={w.lead}>
      <p class="gap">{w.caution}</p>
      <div class="actions">
        <a class="button button-main" href="/">
          {w.home}
        </a>
      </div>
    </Page>
  );
}
