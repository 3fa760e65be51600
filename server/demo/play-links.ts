import { archiveLinks, createLinks, updateLinks } from '#shared/contract/link-bulk.ts'
import type { Link } from '#shared/contract/link-fields.ts'
import { updateLink } from '#shared/contract/links.ts'
import { createTag, createUtmTemplate } from '#shared/contract/tags.ts'
import type { Call } from './demo-client.ts'
import { DEMO_CHANNELS, DEMO_LINKS, DEMO_TEMPLATES, type DemoLink } from './demo-links.ts'

export interface PlayedLink {
  link: Link
  story: DemoLink
}

interface LinkScene {
  call: Call
  params: { orgId: string }
  /** Tokens of those who make the links, in turn. */
  authors: readonly string[]
  projectIds: ReadonlyMap<string, string>
  passDays: (days: number) => void
}

/** So many are made at a time, with some hours between. */
const AT_ONCE = 20
const PAUSE_DAYS = 0.25

const makeTags = async ({ call, params }: LinkScene, as: string): Promise<Map<string, string>> => {
  const ids = new Map<string, string>()
  for (const { name, color } of DEMO_CHANNELS) {
    const { id } = await call(createTag, { as, params, body: { name, color } })
    ids.set(name, id)
  }
  for (const body of DEMO_TEMPLATES) await call(createUtmTemplate, { as, params, body })
  return ids
}

const inputOf = (
  { projectIds }: LinkScene,
  tagIds: ReadonlyMap<string, string>,
  { slug, title, destination, project, channel }: DemoLink,
): Record<string, unknown> => {
  const projectId = project === undefined ? undefined : projectIds.get(project)
  const tagId = tagIds.get(channel.name)
  return {
    slug,
    title,
    destination,
    ...(projectId === undefined ? {} : { project_id: projectId }),
    ...(tagId === undefined ? {} : { tag_ids: [tagId] }),
  }
}

const makeSome = async (
  scene: LinkScene,
  stories: readonly DemoLink[],
  { as, tagIds }: { as: string; tagIds: ReadonlyMap<string, string> },
): Promise<PlayedLink[]> => {
  const links = stories.map((story) => inputOf(scene, tagIds, story))
  const { results } = await scene.call(createLinks, { as, params: scene.params, body: { links } })
  return results.flatMap(({ link, index }) => {
    const story = stories[index]
    return link === null || story === undefined ? [] : [{ link, story }]
  })
}

/** Some are disabled, archived, expired, or ask for a password, so that each can be seen. */
const changeSome = async (scene: LinkScene, as: string, made: readonly PlayedLink[]): Promise<void> => {
  const { call, params } = scene
  const ids = made.filter((_, index) => index % 11 === 5).map(({ link }) => link.id)
  const change = (linkId: string | undefined, body: Parameters<typeof call<typeof updateLink>>[1]['body']) =>
    linkId === undefined ? undefined : call(updateLink, { as, params: { ...params, linkId }, body })
  const disabled = { ids: ids.slice(0, 4), set: { is_enabled: false } }
  await call(updateLinks, { as, params, body: disabled })
  await call(archiveLinks, { as, params, body: { ids: ids.slice(4, 8), is_archived: true } })
  const expired = { expires_at: new Date(Date.now() - 60_000).toISOString() }
  await call(updateLinks, { as, params, body: { ids: ids.slice(8, 11), set: expired } })
  await change(ids[11], { password: 'fjord', title: 'Prices for trade' })
  await change(ids[12], { click_limit: 500, notes: 'The first five hundred get a sample.' })
}

/** Makes the links of the story over some days; answers them. */
export const playLinks = async (scene: LinkScene): Promise<PlayedLink[]> => {
  const [founder = ''] = scene.authors
  const tagIds = await makeTags(scene, founder)
  const made: PlayedLink[] = []
  for (let start = 0; start < DEMO_LINKS.length; start += AT_ONCE) {
    const as = scene.authors[(start / AT_ONCE) % scene.authors.length] ?? founder
    made.push(...(await makeSome(scene, DEMO_LINKS.slice(start, start + AT_ONCE), { as, tagIds })))
    scene.passDays(PAUSE_DAYS)
  }
  await changeSome(scene, founder, made)
  return made
}
