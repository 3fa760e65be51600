import { findDestinationProblem } from '#shared/link-destinations.ts'
import type { LinkDraft } from './link-draft.ts'
import { findRuleProblems } from './rules/rule-draft.ts'

type Problems = Record<string, string>

const whole = (text: string): string | null =>
  text.trim() === '' ? null : findDestinationProblem(text.trim())

function ruleProblems(rules: LinkDraft['rules']): Problems {
  const found = rules.flatMap((rule, index) =>
    Object.entries(findRuleProblems(rule)).flatMap(([field, problem]) =>
      problem === null ? [] : [[`rules.${index}.${field}`, problem] as const],
    ),
  )
  return Object.fromEntries(found)
}

function appProblems({ ios, android }: LinkDraft['app_links']): Problems {
  const found = Object.entries({ ios, android }).filter(
    ([, { app_id: app, url }]) => app !== '' && !URL.canParse(url.trim()),
  )
  return Object.fromEntries(
    found.map(([platform]) => [
      `app_links.${platform}.url`,
      'Give what the app opens, like myapp://product/42',
    ]),
  )
}

function previewProblems({ hasPreview, preview }: LinkDraft): Problems {
  const address = preview.image_url.trim()
  if (!hasPreview || address === '') return {}
  const isSecure = URL.canParse(address) && new URL(address).protocol === 'https:'
  return isSecure ? {} : { 'preview.image_url': 'Must start with https://' }
}

/**
 * The fields of a draft that break a rule, with the rule. The server has the last word; this is said while people
 * still have the field before their eyes.
 */
export function validateDraft(draft: LinkDraft, hadPassword: boolean): Problems {
  const destination =
    draft.destination.trim() === '' ? 'Paste where the link leads' : whole(draft.destination)
  const expired = whole(draft.expired_destination)
  const needsPassword = draft.isProtected && !hadPassword && draft.password === ''
  const isShort = draft.isProtected && draft.password !== '' && draft.password.length < 4
  return {
    ...(destination === null ? {} : { destination }),
    ...(expired === null ? {} : { expired_destination: expired }),
    ...(needsPassword ? { password: 'Give a password' } : {}),
    ...(isShort ? { password: 'Must be at least 4 characters' } : {}),
    ...ruleProblems(draft.rules),
    ...appProblems(draft.app_links),
    ...previewProblems(draft),
  }
}
