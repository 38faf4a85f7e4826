// What is said under a field while it is being typed (R1 to R10, D3), in both languages.
import { afterEach, describe, expect, test } from 'vitest';
import { checkDigit } from '../../domain/id-document.ts';
import { factFault, helpFor } from '../../web/fact-help.ts';
import { language, wordsReady } from '../../web/i18n/language.ts';

const ID_17 = '44990119900101001';

async function speak(chosen: 'zh' | 'en'): Promise<void> {
  await wordsReady(chosen);
  language.value = chosen;
}

afterEach(() => speak('zh'));

describe('help for a certificate number', () => {
  test('says nothing before anything is typed', () => {
    expect(helpFor('certificateNumber', ' ')).toBeNull();
  });

  test('counts the characters and says what the parts typed so far mean (R2, R4, R5)', () => {
    const help = helpFor('certificateNumber', 's0000 4401');
    expect(help).toMatchObject({ tone: 'quiet', text: '已输入 9 位，共 22 位' });
    expect(help?.meanings).toEqual(expect.arrayContaining(['广东省', '广州市']));
  });

  test.each([
    ['S00009', 'a province that is none (R4)', '第 6'],
    ['S00004499', 'a place that is not in Guangdong (R5)', '第 8'],
    ['S000044012001269', 'a level that is none (R8)', '第 16'],
    ['A', 'a class that is none (R2)', '第 1 位'],
  ])('names the wrong part of %s: %s', (typed, _, where) => {
    const help = helpFor('certificateNumber', typed);
    expect(help?.tone).toBe('wrong');
    expect(help?.text).toContain(where);
  });

  test('a right number is called right, one character more is called too long (R1)', () => {
    expect(helpFor('certificateNumber', 'S000044012001263000123')?.tone).toBe('right');
    expect(helpFor('certificateNumber', 'S0000440120012630001234')?.tone).toBe('wrong');
  });
});

describe('help for an ID number', () => {
  test('waits while a resident number may still become right', () => {
    expect(helpFor('idNumber', ID_17)).toBeNull();
  });

  test('tells a right check digit from a wrong one as soon as it is typed (GB 11643)', () => {
    const right = checkDigit(ID_17);
    const wrong = right === '0' ? '1' : '0';
    expect(helpFor('idNumber', ID_17 + right)).toMatchObject({
      tone: 'right',
      text: expect.stringContaining('校验位'),
    });
    expect(helpFor('idNumber', ID_17 + wrong)).toMatchObject({ tone: 'wrong' });
  });

  test('names the document a number has the form of', () => {
    expect(helpFor('idNumber', 'H12345678')?.text).toContain('港澳居民来往内地通行证');
  });
});

describe('faults when a fact is sent', () => {
  test('nothing, and something that cannot be right, are both refused with words', () => {
    expect(factFault('name', '')).toMatch(/\S/);
    expect(factFault('name', '张3')).toMatch(/\S/);
    expect(factFault('certificateNumber', 'S0000')).toMatch(/\S/);
    expect(factFault('idNumber', '123')).toMatch(/\S/);
  });

  test('names of minority holders and rare Hanzi pass (D3)', () => {
    expect(factFault('name', '阿卜杜热合曼·麦麦提吐尔逊')).toBeNull();
    expect(factFault('name', '𠮷田')).toBeNull();
  });

  test('never repeats what was typed', () => {
    expect(factFault('name', '张3')).not.toContain('张');
  });

  test('speaks English when the page does', async () => {
    await speak('en');
    expect(factFault('name', '')).toMatch(/^[\x20-\x7e]+$/);
    expect(helpFor('certificateNumber', 'S0000')?.text).toBe('5 of 22 characters');
  });
});
