/**
 * A pure function that remembers its answers: reports say the same few hundred labels and figures over and over.
 * @param most answers kept at once; beyond that all are forgotten, so that memory stays bounded over any run
 */
export function recalled<Answer>(ask: (text: string) => Answer, most = 20_000): (text: string) => Answer {
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

/** Labels and figures are shorter; prose never comes again. */
const longest = 120
