import pg from 'pg'

export interface Statement {
  text: string
  values: unknown[]
}

/** Runs an act and answers every statement that any pool of this process sent meanwhile, in order. */
export const recordStatements = async (act: () => Promise<unknown>): Promise<Statement[]> => {
  const statements: Statement[] = []
  const original = pg.Client.prototype.query
  const spy = function (this: pg.Client, ...args: unknown[]): unknown {
    const [first, second] = args
    if (typeof first === 'string') {
      statements.push({ text: first, values: Array.isArray(second) ? second : [] })
    } else if (
      typeof first === 'object' &&
      first !== null &&
      'text' in first &&
      typeof first.text === 'string'
    ) {
      const inline = 'values' in first && Array.isArray(first.values) ? first.values : []
      statements.push({ text: first.text, values: Array.isArray(second) ? second : inline })
    }
    return Reflect.apply(original, this, args)
  }
  pg.Client.prototype.query = spy as typeof original
  try {
    await act()
  } finally {
    pg.Client.prototype.query = original
  }
  return statements
}
