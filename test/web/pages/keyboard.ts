// A person who has a keyboard and nothing else.
import type { Page } from 'playwright-core';

/** Presses Tab until `selector` has the focus. Throws when on the way the focus cannot be seen or something covers it. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate((wanted) => {
      const element = document.activeElement;
      if (!element || element === document.body) return { arrived: false, fault: null };
      const describeIt = `${element.tagName} ${element.textContent ?? ''}`.slice(0, 60);
      // A radio button hidden behind its label shows the focus there.
      const shown = element.matches('.pair input') ? (element.nextElementSibling ?? element) : element;
      const { outlineStyle, outlineWidth } = getComputedStyle(shown);
      const visible = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
      const box = shown.getBoundingClientRect();
      const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
      const covered = top === null || !(shown.contains(top) || top.contains(shown));
      const fault = visible ? (covered ? `covered: ${describeIt}` : null) : `no visible focus: ${describeIt}`;
      return { arrived: element.matches(wanted), fault };
    }, selector);
    if (at.fault !== null) throw new Error(at.fault);
    if (at.arrived) return;
  }
  throw new Error(`Tab never comes to ${selector}`);
}

/** Waits until what `selector` names has the focus. */
export const focused = (page: Page, selector: string): Promise<void> =>
  page.waitForFunction((wanted) => document.activeElement?.matches(wanted), selector).then(() => undefined);
