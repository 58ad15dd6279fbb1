/** Text from outside for a terminal, which it must not steer: control characters become spaces. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ');
}
