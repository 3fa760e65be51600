/** Prints a line to standard output: what the command answers. */
export const say = (text: string): void => void process.stdout.write(`${text}\n`)

/** Prints a line to standard error. */
export const complain = (text: string): void => void process.stderr.write(`${text}\n`)

/** Prints rows as aligned columns. */
export const sayTable = (head: string[], rows: string[][]): void => {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  for (const row of [head, ...rows])
    say(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
}

/** Lower than a stack trace: something the operator can mend. */
export class CommandError extends Error {}
