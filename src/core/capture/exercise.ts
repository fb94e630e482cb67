/** R28: stands first in every subject, title and page of an exercise, in both languages. */
export const EXERCISE_MARK = '【訓練】EXERCISE'

/** A title without its mark, and whether it had one. */
export function exerciseMark(title: string): { readonly text: string; readonly marked: boolean } {
  const text = title.replace(
    /^(?:\s*(?:【訓練】|\[EXERCISE\]|EXERCISE\b(?=\s*[:：\-–—]|\s*$)|(?<=【訓練】\s*)EXERCISE\b)\s*[:：]?)+\s*/,
    '',
  )
  return text === title ? { text, marked: false } : { text: text.trim() || title, marked: true }
}
