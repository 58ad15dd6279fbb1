/** The newest lines that have room: at most `most` characters with their line breaks. `before` counts those left out. */
export function newestLines(lines: readonly string[], most: number): { shown: string[]; before: number } {
  let room = most + 1;
  const last = lines.findLastIndex((line) => {
    room -= line.length + 1;
    return room < 0;
  });
  return { shown: lines.slice(last + 1), before: last + 1 };
}
