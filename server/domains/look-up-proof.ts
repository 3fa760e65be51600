import type { Resolver } from 'node:dns/promises'
import { parse } from 'tldts'
import { cleanLine } from '#server/kernel/mailer/clean-text.ts'
import type { Runtime } from '#server/kernel/runtime.ts'
import { proofNameOf, proofValueOf } from './dns-records.ts'
import { openResolver } from './open-resolver.ts'

/** What the name servers said about a hostname's TXT records. `texts`: each record with its chunks joined. */
export type ProofAnswer =
  | { state: 'answered'; texts: readonly string[] }
  /** There is no such name, or no TXT record under it; `misplaced`: where TXT records stand instead. */
  | {
      state: 'absent'
      code: 'ENOTFOUND' | 'ENODATA'
      misplaced: readonly { name: string; texts: readonly string[] }[]
    }
  /** Nobody answered, or not with an answer: it says nothing about the proof. */
  | { state: 'unanswered'; problem: string }

const LONGEST_MS = 15_000
const MAX_SHOWN = 60

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'

const UNANSWERED: Readonly<Record<string, string>> = {
  ESERVFAIL: 'answered with an error (SERVFAIL): the zone or its DNSSEC signatures may be broken',
  EREFUSED: 'refused the question (REFUSED)',
  ETIMEOUT: 'did not answer in time',
  ECANCELLED: 'did not answer in time',
  ECONNREFUSED: 'could not be reached',
}

const resolveTexts = async (resolver: Resolver, name: string): Promise<string[]> =>
  (await resolver.resolveTxt(name)).map((chunks) => chunks.join(''))

/** Where people's DNS panels put the record when they take the name for a relative or an absolute one. */
const likelyMistakes = (hostname: string): string[] => {
  const zone = parse(hostname).domain
  return [hostname, ...(zone === null ? [] : [`${proofNameOf(hostname)}.${zone}`])]
}

const findMisplaced = (resolver: Resolver, hostname: string) =>
  Promise.all(
    likelyMistakes(hostname).map(async (name) => ({
      name,
      texts: await resolveTexts(resolver, name).catch(() => []),
    })),
  )

const ask = async (resolver: Resolver, hostname: string): Promise<ProofAnswer> => {
  try {
    return { state: 'answered', texts: await resolveTexts(resolver, proofNameOf(hostname)) }
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOTFOUND' || code === 'ENODATA')
      return { state: 'absent', code, misplaced: await findMisplaced(resolver, hostname) }
    const what = UNANSWERED[code] ?? `gave an answer that could not be read (${code})`
    return { state: 'unanswered', problem: `The name servers of ${hostname} ${what}.` }
  }
}

/** Asks the name servers what stands under a hostname's proof name; takes 15 seconds at most. Never throws. */
export const lookUpProof = async (runtime: Runtime, hostname: string): Promise<ProofAnswer> => {
  const resolver = openResolver(runtime)
  const timer = setTimeout(() => resolver.cancel(), LONGEST_MS)
  try {
    return await ask(resolver, hostname)
  } finally {
    clearTimeout(timer)
  }
}

/** Whether an answer holds a token's proof. */
export const holdsProof = (answer: ProofAnswer, token: string): boolean =>
  answer.state === 'answered' && answer.texts.some((text) => text.trim() === proofValueOf(token))

const show = (texts: readonly string[]): string => {
  const [first = ''] = texts
  const more = texts.length > 1 ? ` and ${texts.length - 1} more` : ''
  return `“${cleanLine(first, MAX_SHOWN)}”${more}`
}

/** Why an answer proves nothing, in words that say what to mend. */
export const describeMissing = (answer: ProofAnswer, hostname: string, token: string): string => {
  const name = proofNameOf(hostname)
  if (answer.state === 'unanswered') return answer.problem
  if (answer.state === 'answered') {
    const isOfAnother = answer.texts.every((text) => text.startsWith(proofValueOf('')))
    return isOfAnother
      ? `The TXT record ${name} holds the value of another workspace; set the one shown here, beside it or in its place.`
      : `The TXT record ${name} holds ${show(answer.texts)}, not the value shown here.`
  }
  const wrong = answer.misplaced.find(({ texts }) => texts.includes(proofValueOf(token)))
  if (wrong !== undefined) return `The value stands at ${wrong.name}; it must stand at ${name}.`
  return answer.code === 'ENOTFOUND'
    ? `There is no name ${name} yet (NXDOMAIN). New records may take a while to be seen.`
    : `The name ${name} exists but has no TXT record.`
}
