/**
 * What fonts' tables call some Han characters: glyphs of 民 or 门 are often mapped back to the radical of the same
 * shape (Chromium with Noto fonts prints ⺠ for 民). U+2F00–2FDF have compatibility mappings, these have none.
 */
const radicals: Readonly<Record<string, string>> = {
  '⺁': '厂',
  '⺇': '几',
  '⺌': '小',
  '⺎': '兀',
  '⺏': '尣',
  '⺐': '尢',
  '⺒': '巳',
  '⺓': '幺',
  '⺛': '旡',
  '⺝': '月',
  '⺟': '母',
  '⺠': '民',
  '⺩': '王',
  '⺬': '示',
  '⺯': '糸',
  '⺱': '网',
  '⺴': '网',
  '⺶': '羊',
  '⺸': '羊',
  '⺻': '聿',
  '⻁': '虎',
  '⻄': '西',
  '⻅': '见',
  '⻆': '角',
  '⻇': '角',
  '⻉': '贝',
  '⻋': '车',
  '⻓': '长',
  '⻔': '门',
  '⻘': '青',
  '⻙': '韦',
  '⻚': '页',
  '⻛': '风',
  '⻜': '飞',
  '⻝': '食',
  '⻢': '马',
  '⻣': '骨',
  '⻤': '鬼',
  '⻥': '鱼',
  '⻦': '鸟',
  '⻧': '卤',
  '⻨': '麦',
  '⻩': '黄',
  '⻪': '黾',
  '⻬': '齐',
  '⻮': '齿',
  '⻰': '龙',
  '⻳': '龟',
}

/** Radicals, compatibility ideographs and Latin ligatures: ⼈ U+2F08, 金 U+F90A, ﬁ U+FB01. */
const disguised = /[\u2E80-\u2FDF\uF900-\uFAFF\uFB00-\uFB06]/u
const disguisedAll = /[\u2E80-\u2FDF\uF900-\uFAFF\uFB00-\uFB06]/gu

/** The character that a glyph stands for; full-width digits and punctuation stay as printed. */
export function letter(unicode: string): string {
  if (!disguised.test(unicode)) return unicode
  return unicode.replace(disguisedAll, (sign) => radicals[sign] ?? sign.normalize('NFKC'))
}

/** Blanks of every width, and controls that print nothing: U+00A0, U+3000, U+FEFF, U+0003. */
const empty = /^[\s\u00A0\u00AD\u200B-\u200F\u2060\u3000\uFEFF\p{Cc}]*$/u

export function isBlank(text: string): boolean {
  return empty.test(text)
}

/** A blank that takes room: U+0020, U+00A0, U+3000. */
const space = /^[ \u00A0\u3000]+$/u

export function isSpace(text: string): boolean {
  return space.test(text)
}

/** Han, kana, and full-width forms: written without blanks between them. 开 、 （ １ */
const wide = /^[\p{Script=Han}\u3000-\u30FF\uFF00-\uFFEF\u2014\u2018-\u201D\u2026]/u

export function isWide(text: string): boolean {
  return wide.test(text)
}

/** A figure or a code of the private use area: what a font without a usable character map yields. U+E001, U+FFFD */
const unmapped = /^[\p{Co}\uFFFD]/u

export function isUnmapped(text: string): boolean {
  return unmapped.test(text)
}
