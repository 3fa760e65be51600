import { resolveHost } from '#server/addresses/resolve-address.ts'
import { renderAssociationFile } from '#server/apps/association-files.ts'
import { type Answer, redirectAnswer, textAnswer } from './answer.ts'
import { answerSlug, type Stranger } from './answer-slug.ts'
import { buildLocation } from './build-location.ts'
import { noticeAnswer } from './notice-pages.ts'
import { readCustomSlug } from './read-slug.ts'

const WELL_KNOWN = '/.well-known/'
const ASSOCIATION_FILES = new Map<string, 'apple' | 'android'>([
  ['/.well-known/apple-app-site-association', 'apple'],
  ['/.well-known/assetlinks.json', 'android'],
])
// Robots may ask for every link: each answer tells them not to keep it.
const ROBOTS = textAnswer('text/plain; charset=utf-8', 'User-agent: *\nDisallow:\n')

const redirectTo = (destination: string | null): Answer | null =>
  destination === null ? null : redirectAnswer(302, buildLocation(destination, '', false))

const answerAssociation = async (
  { runtime }: Stranger,
  organizationId: string,
  kind: 'apple' | 'android',
): Promise<Answer | null> => {
  const file = await renderAssociationFile(runtime, organizationId, kind)
  return file === null ? null : textAnswer('application/json', JSON.stringify(file))
}

const answerPath = (
  stranger: Stranger,
  domain: { id: string; organization_id: string; root_destination: string | null },
): Promise<Answer | null> | Answer | null => {
  const { path } = stranger.visit
  if (path === '/') return redirectTo(domain.root_destination)
  if (path === '/robots.txt') return ROBOTS
  const association = ASSOCIATION_FILES.get(path)
  if (association !== undefined) return answerAssociation(stranger, domain.organization_id, association)
  if (path.startsWith(WELL_KNOWN)) return noticeAnswer('not_found')
  const asked = readCustomSlug(path)
  return asked === null ? null : answerSlug(stranger, domain.id, asked)
}

/** Answers on a host that may be somebody's domain: its links and what belongs to them, and nothing of the product. */
export const answerCustomHost = async (stranger: Stranger): Promise<Answer> => {
  const domain = await resolveHost(stranger.runtime, stranger.visit.host.hostname)
  if (domain === null) return noticeAnswer('unknown_host')
  if (domain.is_deleted) return noticeAnswer('gone')
  if (domain.is_suspended) return noticeAnswer('suspended')
  const answer = await answerPath(stranger, domain)
  return answer ?? redirectTo(domain.not_found_destination) ?? noticeAnswer('not_found')
}
