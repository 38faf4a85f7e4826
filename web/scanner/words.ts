// The words around the scanner: the camera and its refusals, pictures, clipboard, settings.
import type { CameraFault } from './camera.ts';
import type { ClipboardFault } from './clipboard.ts';
import type { PictureFault } from './picture.ts';
import { englishOnDemand } from '../i18n/language.ts';

interface Fault {
  title: string;
  why: string;
}

const zh = {
  title: '扫码核验',
  lead: '证书上的二维码，当场核验，没有网络也可以。',
  aim: '把证书上的二维码放进框里',
  starting: '正在打开相机…',
  startingHint: '如果询问是否允许使用相机，请选择“允许”。画面只在本机处理，不保存，不上传。',
  live: '相机已打开，正在寻找二维码',
  found: '已读到二维码，正在核验…',
  video: '相机画面',
  retry: '重新打开相机',
  camera: '相机',
  cameraNumber: (n: number) => `相机 ${n}`,
  torch: '照明',
  torchFailed: '这台设备没能打开照明。',
  zoom: '放大',
  faults: {
    insecure: {
      title: '这个地址不能使用相机',
      why: '浏览器只允许 https 开头的地址使用相机。请用安全地址打开本站，或改用下面的方式。',
    },
    unsupported: {
      title: '这个浏览器不能使用相机',
      why: '聊天软件内置的浏览器常有这种限制。请用系统浏览器打开本站，或改用下面的方式。',
    },
    denied: {
      title: '相机没有被允许使用',
      why: '请在浏览器地址栏旁的网站设置里，或在系统设置里允许使用相机，然后重新打开；也可以改用下面的方式。',
    },
    none: { title: '没有找到相机', why: '这台设备没有相机，或相机没有接好。可以改用下面的方式。' },
    busy: {
      title: '相机正被其他程序占用',
      why: '请关闭正在使用相机的程序，例如视频会议，然后重新打开；也可以改用下面的方式。',
    },
    ended: { title: '相机已断开', why: '相机被拔出，或使用许可被收回。请重新打开。' },
  } satisfies Record<CameraFault, Fault>,
  other: '其他方式',
  picture: '选择图片',
  pictureHint: '截图、照片都可以，也可以把图片拖到这里',
  drop: '松开，读取这张图片',
  clipboard: '读取剪贴板',
  clipboardHint: '图片或文字；也可以直接按 Ctrl+V 粘贴',
  reading: '正在读取图片…',
  pictures: {
    too_large: { title: '图片太大', why: '请裁剪到二维码附近，或缩小到 40 MB、1 亿像素以内。' },
    heic: {
      title: '打不开 HEIC 格式的照片',
      why: '请在手机上把照片存为 JPEG，或对照片截屏，再选择那张图片。',
    },
    pdf: { title: '这是 PDF 文件', why: '请打开它，对二维码截屏，再选择截屏的图片；或者用手机扫描屏幕上的二维码。' },
    not_a_picture: { title: '这个文件不是能打开的图片', why: '请选择 JPEG、PNG 或 WebP 格式的图片。' },
    no_code: {
      title: '图片里没有读到二维码',
      why: '请让二维码占画面的三分之一以上，避免反光和模糊，四周留出白边。',
    },
  } satisfies Record<PictureFault, Fault>,
  clipboards: {
    denied: { title: '没能读取剪贴板', why: '浏览器没有允许。请在下面的输入框里长按或按 Ctrl+V 粘贴。' },
    empty: { title: '剪贴板里没有文字或图片', why: '请先复制二维码的图片或内容。' },
  } satisfies Record<ClipboardFault, Fault>,
  text: '二维码的内容',
  textHint: '用别的软件扫出的一长串内容，整段粘贴',
  textEmpty: '请先粘贴二维码的内容。',
  submit: '核验',
  settings: '扫码设置',
  vibrate: '出结果时振动',
  beep: '出结果时发出提示音',
  many: '招聘现场要查很多本？',
  manyLink: '连续扫码',
  memory: '这个浏览器不保留数据（例如无痕模式），关闭后不能离线使用。',
};

export type ScanWords = typeof zh;

export const scanWords = englishOnDemand(zh, () => import('./words.en.ts'));
