/** Names of the arguments that a message takes, sorted, those inside of its choices included. */
import { IntlMessageFormat } from 'intl-messageformat'

type Element = ReturnType<IntlMessageFormat['getAst']>[number]

export function argumentsOf(text: string, language: string): string[] {
  const names = new Set<string>()
  const visit = (elements: readonly Element[]): void => {
    for (const element of elements) {
      // Literals are 0, the sign # is 7; everything else names an argument.
      if (element.type !== 0 && element.type !== 7) names.add(element.value)
      if ('options' in element) for (const option of Object.values(element.options)) visit(option.value)
    }
  }
  visit(new IntlMessageFormat(text, language).getAst())
  return [...names].sort()
}
