import { inBoth } from './language.ts';
import type { ProseWords } from './prose.ts';

export const accessibilityWords = inBoth<ProseWords>(
  {
    title: '无障碍说明',
    lead: '本服务按《网页内容无障碍指南》（WCAG）2.2 的 AA 级设计，人人都应当能自己完成查验。',
    sections: [
      {
        title: '您可以这样使用',
        points: [
          '只用键盘：按 Tab 键移动，焦点始终看得见；第一下 Tab 可以直接跳到正文。',
          '用读屏软件：每一页有标题和地标，结果和提示会自动朗读。',
          '放大：页面右上角的“大字”，或把浏览器放大到 400%，内容都不会被遮住。',
          '不靠颜色：结果同时用形状和文字表示；支持系统的高对比度模式。',
          '减少动态效果：页面没有闪烁和自动播放的内容。',
        ],
      },
      {
        title: '不方便用相机时',
        points: [
          '扫码页也可以从图片、剪贴板或粘贴的文字读取二维码。',
          '手里只有编号和姓名时，用信息查询，结果同样可靠。',
        ],
      },
      {
        title: '已知的不足',
        points: ['评价机构的名称、地址等内容只有中文。', '生僻字能否正确显示，取决于您设备上的字体。'],
      },
    ],
  },
  {
    title: 'Accessibility',
    lead: 'Designed to the Web Content Accessibility Guidelines (WCAG) 2.2, level AA: everybody should be able to check a certificate unaided.',
    sections: [
      {
        title: 'How you can use it',
        points: [
          'By keyboard alone: Tab moves, the focus is always visible, and the first Tab can skip to the content.',
          'With a screen reader: every page has headings and landmarks, and results are announced.',
          'Enlarged: with “Large” at the top right, or with the browser at 400 %, nothing is cut off.',
          'Without colour: every answer is told by shape and word too, and contrast themes are supported.',
          'Without motion: nothing blinks or plays by itself.',
        ],
      },
      {
        title: 'When a camera is no help',
        points: [
          'The scanning page also reads a code from a picture, the clipboard or pasted text.',
          'With number and name at hand, a lookup is just as reliable.',
        ],
      },
      {
        title: 'Known gaps',
        points: [
          'Names and addresses of institutions are in Chinese only.',
          'Whether a rare character is shown depends on the fonts of your device.',
        ],
      },
    ],
  },
);
