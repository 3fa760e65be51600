import type { FastifyRequest } from 'fastify'
import { invalid } from '#server/kernel/errors.ts'

const ruleBrokenBy = (text: string): string | null => {
  if (text.includes('\u0000')) return 'must not hold the NUL character'
  return text.isWellFormed() ? null : 'must be well-formed Unicode (a surrogate stands alone)'
}

/** Before validation: text that no column can hold is refused by the name of its field, wherever it is nested. */
export const refuseHostileText = async (request: FastifyRequest): Promise<void> => {
  const open: [string, unknown][] = [
    ['params', request.params],
    ['query', request.query],
    ['body', request.body],
  ]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [path, value] = next
    if (typeof value === 'string') {
      const rule = ruleBrokenBy(value)
      if (rule !== null) throw invalid(path.replace(/^(params|query|body)\./, ''), rule)
    } else if (typeof value === 'object' && value !== null && !Buffer.isBuffer(value)) {
      for (const [key, nested] of Object.entries(value)) {
        const rule = ruleBrokenBy(key)
        if (rule !== null) throw invalid(path, `a field's name ${rule}`)
        open.push([`${path}.${key}`, nested])
      }
    }
  }
}
