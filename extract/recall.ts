/**
 * A pure function that remembers its answers: reports say the same few hundred labels and figures over and over.
 * @param most answers kept at once; beyond that all are forgotten, so that memory stays bounded over any run
 * @param longest characters of a text that may come again: labels and figures are shorter than prose, which does not
 */
export function recalled<Answer>(
  ask: (text: string) => Answer,
  most = 5000,
  longest = 120,
): (text: string) => Answer {
  const known = new Map<string, Answer>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const answer = ask(text)
    if (known.size >= most) known.clear()
    if (text.length <= longest) known.set(text, answer)
    return answer
  }
}

/** The same for what follows from an object that stays: a form, one of its lines or lists, a grid. It is kept as long as the object is. */
export function remembered<Key extends object, Answer>(ask: (key: Key) => Answer): (key: Key) => Answer {
  const known = new WeakMap<Key, { readonly answer: Answer }>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before.answer
    const answer = ask(key)
    known.set(key, { answer })
    return answer
  }
}
