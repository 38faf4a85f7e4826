import { inBoth } from './language.ts';

export const troubleWords = inBoth(
  {
    titles: {
      limited: '请求较多，请稍后再试',
      offline: '没有连上网络',
      foreign: '当前网络拦截了请求',
      failed: '服务暂时不可用',
      refused: '服务没有接受这次请求',
    },
    whys: {
      limited: '请稍等片刻再试。',
      offline: '联网后再试。扫码核验不需要网络。',
      foreign: '您可能在使用需要登录的无线网络，请先完成网络登录。',
      failed: '请稍后再试。',
      refused: '请核对填写的内容后再试。',
    },
    retry: '重试',
    requestId: '反馈编号',
  },
  {
    titles: {
      limited: 'Too many requests for now',
      offline: 'There is no connection',
      foreign: 'This network is blocking the request',
      failed: 'The service is not available right now',
      refused: 'The service did not accept this request',
    },
    whys: {
      limited: 'Please wait a moment and try again.',
      offline: 'Try again when you are online. Scanning needs no network.',
      foreign: 'You may be on Wi-Fi that asks for a sign-in. Sign in first.',
      failed: 'Please try again later.',
      refused: 'Please check what you entered and try again.',
    },
    retry: 'Try again',
    requestId: 'Reference',
  },
);
