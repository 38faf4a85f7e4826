// What must hold on every page in every state, in one language: accessible by axe, no scrolling sideways, every text in the
// language it is marked as, nothing from elsewhere, no breach of the content security policy. One file a language calls it,
// so that the two run side by side.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { LANGUAGE_TAG, type Language } from '../../../web/i18n/language.ts';
import { DESKTOP, NARROW, PHONE } from './open-pages.ts';
import { STATES } from './states.ts';
import { pagesUnderTest } from './under-test.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe looks at, besides a phone and a desktop as they come: the two languages share the four ways. */
const WAYS = {
  zh: [
    { screen: PHONE, large: false },
    { screen: DESKTOP, large: true },
  ],
  en: [
    { screen: DESKTOP, large: false },
    { screen: PHONE, large: true },
  ],
} as const satisfies Record<Language, { screen: typeof PHONE; large: boolean }[]>;

export function describeEveryPage(language: Language): void {
  const under = pagesUnderTest();

  describe(`every page and state in ${language} (D14)`, () => {
    test.each(Object.entries(STATES))('%s', async (_, open) => {
      const page = await under.open({ language });
      await open(page, under.server.demo);

      expect(await page.locator('html').getAttribute('lang')).toBe(LANGUAGE_TAG[language]);
      expect(await page.locator('h1').count()).toBe(1);
      expect(await page.title()).toContain(language === 'zh' ? '证验' : 'Zhengyan');
      expect(await wronglyMarked(page)).toEqual([]);

      for (const { screen, large } of WAYS[language]) {
        await setLargeType(page, large);
        await page.setViewportSize(screen);
        expect(await tooWide(page)).toEqual([]);
        expect(await brokenWords(page)).toEqual([]);
        expect(await violations(page)).toEqual([]);
      }
      await page.setViewportSize(NARROW);
      for (const large of [false, true]) {
        await setLargeType(page, large);
        expect(await tooWide(page)).toEqual([]);
        expect(await brokenWords(page)).toEqual([]);
      }
      await spread(page);
      expect(await tooWide(page)).toEqual([]);
    });
  });
}

async function setLargeType(page: Page, wanted: boolean): Promise<void> {
  const button = page.locator('.strip-tools button[aria-pressed]');
  if ((await button.getAttribute('aria-pressed')) !== String(wanted)) await button.click();
  expect(await page.locator('html.large-type').count()).toBe(wanted ? 1 : 0);
}

/** What axe finds, short enough to read. */
async function violations(page: Page): Promise<string[]> {
  // What has been scrolled under the bar at the top is not what is to be judged.
  await page.evaluate(() => scrollTo(0, 0));
  // Legacy mode leaves out frames, of which there are none, and the second page that it takes to look into them.
  const found = await new AxeBuilder({ page }).setLegacyMode().withTags(WCAG).analyze();
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ''}`),
  );
}

/** Whatever sticks out of the screen: the page itself, or an element that an ancestor cuts off. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const wide = root.scrollWidth > root.clientWidth ? [`page: ${root.scrollWidth} > ${root.clientWidth}`] : [];
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      // Examples of programs' text scroll in a box of their own, which the keyboard reaches.
      if (element.closest('pre, svg, .hidden-visually, .skip') || !element.checkVisibility()) continue;
      const { left, right } = element.getBoundingClientRect();
      if (right > root.clientWidth + 1 || left < -1) wide.push(`${element.tagName}.${element.className} to ${right}`);
    }
    return wide.slice(0, 5);
  });
}

/** Words that people read from afar, or press, are set smaller rather than broken or cut. */
function brokenWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const broken: string[] = [];
    for (const element of document.querySelectorAll('h1, h2, .plate-word, .button, .pair, .nav a, .choice b, dt')) {
      const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        for (const { index, 0: word } of (node.textContent ?? '').matchAll(/[A-Za-z]{2,}/g)) {
          const range = document.createRange();
          range.setStart(node, index);
          range.setEnd(node, index + word.length);
          const lines = new Set(Array.from(range.getClientRects(), ({ top }) => Math.round(top)));
          if (lines.size > 1) broken.push(word);
          const { left, right } = range.getBoundingClientRect();
          const box = element.getBoundingClientRect();
          if (left < box.left - 0.5 || right > box.right + 0.5) broken.push(`out of its box: ${word}`);
        }
      }
    }
    return broken.slice(0, 5);
  });
}

/** The spacing that readers may set for themselves (WCAG 1.4.12). */
function spread(page: Page): Promise<void> {
  return page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }',
    );
    document.adoptedStyleSheets = [sheet];
  });
}

/**
 * Texts that are not in the language they are marked as, so that a screen reader would mispronounce them, and whole
 * sentences that nobody has translated. Certificates, names and terms are Chinese in English pages too, and marked so.
 */
function wronglyMarked(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const han = /\p{Script=Han}/u;
    const sentence = /[。，；！？]/;
    const english = /[a-z]{3,}/;
    const faults: string[] = [];
    const pageIsEnglish = document.documentElement.lang === 'en';
    const judge = (text: string, at: Element): void => {
      const chinese = (at.closest('[lang]')?.getAttribute('lang') ?? '').startsWith('zh');
      if (text === 'curl') return; // the same word in every language
      const wrong = han.test(text) ? !chinese || (pageIsEnglish && sentence.test(text)) : chinese && english.test(text);
      if (wrong) faults.push(`${chinese ? 'zh' : 'en'}: ${text.trim().slice(0, 80)}`);
    };
    // Programs' text; a picture, of which only the label is read out; what somebody else has written into a code.
    const notWords = 'script, style, noscript, code, pre, svg[role=img], .foreign-text';
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.parentElement;
      if (at && !at.closest(notWords)) judge(node.textContent ?? '', at);
    }
    for (const element of document.querySelectorAll('body *')) {
      for (const name of ['aria-label', 'title', 'alt', 'placeholder']) {
        const text = element.getAttribute(name);
        // A part of a label cannot be marked, so a name may stand in an English one.
        if (text !== null && !(pageIsEnglish && english.test(text))) judge(text, element);
      }
    }
    return faults;
  });
}
