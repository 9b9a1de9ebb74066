import { afterEach, describe, expect, it } from 'vitest'
import { countText } from './count'
import { durationText } from './duration'
import { errorText } from './errorText'
import { i18next } from './i18n'
import { fullMomentText, momentText } from './moment'
import { conditionText, settingName, valueText } from './settingWords'
import { bothTexts, localText, t } from './t'
import { systemLanguage } from './useAppliedLanguage'

afterEach(() => i18next.changeLanguage('en'))

describe('English', () => {
  it('is what is written, with its values', () => {
    expect(t('{{done}} of {{total}}', { done: 3, total: '1 000' })).toBe('3 of 1 000')
    expect(t('Nothing is called so: {{braces}}', { braces: '{{x}} $t(y) <b>' })).toBe(
      'Nothing is called so: {{x}} $t(y) <b>',
    )
    expect([countText(1, 'class', 'classes'), countText(2, 'class', 'classes')]).toEqual([
      '1 class',
      '2 classes',
    ])
    expect([durationText(59.6), durationText(110), durationText(7500)]).toEqual([
      '1 min',
      '1 min 50 s',
      '2 h 5 min',
    ])
    expect(localText('Delete 3 boxes')).toBe('Delete 3 boxes')
  })
})

describe('Simplified Chinese', () => {
  it('is there at once', async () => {
    expect(t('Open a folder')).toBe('Open a folder')
    await i18next.changeLanguage('zh-CN')
    expect(t('Open a folder')).toBe('打开文件夹')
    expect(countText(12_345, 'picture')).toBe('12\u202f345 张图片')
    expect(durationText(110)).toBe('1 分钟 50 秒')
  })

  it.each([
    ['Delete 3 boxes', '删除 3 个框'],
    ['Delete 1 box', '删除 1 个框'],
    ['Draw car', '画 car'],
    // A class may be called like a text of the window.
    ['Draw Settings', '画 Settings'],
    ['Mark 12\u202f345 pictures as not reviewed', '把 12\u202f345 张图片标为未复核'],
    ['Fold 2 of 3: training', '第 2 / 3 折：正在训练'],
    ['about 12 minutes', '约 12 分钟'],
    [
      'Pictures are varied each time: half of them mirrored, 50\u00a0% cropped.',
      '图片每次都有变化：一半镜像、50\u00a0% 裁剪。',
    ],
  ])('puts %s in other words', async (english, chinese) => {
    await i18next.changeLanguage('zh-CN')
    expect(localText(english)).toBe(chinese)
  })

  it('leaves names alone', async () => {
    await i18next.changeLanguage('zh-CN')
    expect(localText('BloodImage_00001.jpg')).toBe('BloodImage_00001.jpg')
    expect(bothTexts('Zoom in')).toBe('放大 Zoom in')
  })

  it('says of an error what it knows, and else what its code means', async () => {
    await i18next.changeLanguage('zh-CN')
    expect(
      errorText({ code: 'not-found', message: 'No project is open.', hint: 'Open a folder of pictures.' }),
    ).toEqual({ message: '没有打开的项目。', hint: '请打开图片文件夹。' })
    expect(errorText({ code: 'disk-full', message: 'ENOSPC: write' })).toEqual({
      message: '磁盘已满。 ENOSPC: write',
      hint: undefined,
    })
  })

  it('says when', async () => {
    const at = new Date(2026, 10, 25, 9, 2).getTime()
    const later = (days: number) => at + days * 86_400_000
    expect(fullMomentText(at, later(3))).toBe('25 Nov 2026, 09:02')
    await i18next.changeLanguage('zh-CN')
    expect(momentText(at, later(0))).toBe('09:02')
    expect(momentText(at, later(1))).toBe('周三 09:02')
    expect(momentText(at, later(20))).toBe('11月25日')
    expect(momentText(at, later(400))).toBe('2026年11月25日')
    expect(fullMomentText(at, later(3))).toBe('2026年11月25日 09:02')
  })

  it('names settings and their values', async () => {
    await i18next.changeLanguage('zh-CN')
    expect(settingName('loss.focal.gamma')).toBe('聚焦 γ')
    expect(valueText('loss.classification', 'softmaxFocal')).toBe('焦点损失')
    expect(valueText('augment.flipHorizontal', true)).toBe('开')
    expect(
      conditionText({
        kind: 'switch',
        path: 'x',
        term: 'x',
        words: 'x',
        when: [{ path: 'tiles.none', is: ['a', 'b'] }],
      }),
    ).toBe('tiles.none“a”或“b”')
  })
})

describe('the system', () => {
  it.each([
    [['zh-CN', 'en'], 'zh-CN'],
    [['zh'], 'zh-CN'],
    [['de-DE', 'zh-CN'], 'en'],
    [[], 'en'],
  ])('of %j is taken as %s', (preferred, language) => {
    expect(systemLanguage(preferred)).toBe(language)
  })
})
